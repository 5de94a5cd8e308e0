package io.arewealive.core.log;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory of the file system. An interrupt of the thread does not disturb it: a {@code FileChannel} would be closed by one, and
 * then nobody could tell whether its last sync had failed. So bytes go through a {@code RandomAccessFile}, and syncs through a
 * channel of the other kind, whose sync is a plain call that leaves out what is not needed to read the file again.
 */
public final class RealDisk implements Disk {

    private record Handle(RandomAccessFile bytes, AsynchronousFileChannel syncs) {

        static Handle open(Path file) throws IOException {
            if (!Files.exists(file)) {
                throw new FileNotFoundException(file + " does not exist"); // it would be made otherwise
            }
            AsynchronousFileChannel syncs = AsynchronousFileChannel.open(file, StandardOpenOption.WRITE);
            try {
                return new Handle(new RandomAccessFile(file.toFile(), "rw"), syncs);
            } catch (IOException e) {
                syncs.close();
                throw e;
            }
        }

        void close() throws IOException {
            try (syncs) {
                bytes.close();
            }
        }
    }

    private final Path directory;
    private final Map<String, Handle> open = new HashMap<>();

    /** Over a directory that exists. */
    public RealDisk(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void create(String file) throws IOException {
        Files.createFile(directory.resolve(file));
    }

    @Override
    public long size(String file) throws IOException {
        return handle(file).bytes().length();
    }

    @Override
    public long modifiedMillis(String file) throws IOException {
        return Files.getLastModifiedTime(directory.resolve(file)).toMillis();
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        RandomAccessFile bytes = handle(file).bytes();
        if (offset + length > bytes.length()) {
            throw new EOFException(
                    directory.resolve(file) + " ends at byte " + bytes.length() + ", before byte " + (offset + length));
        }
        byte[] result = new byte[length];
        bytes.seek(offset);
        bytes.readFully(result);
        return result;
    }

    @Override
    public void write(String file, long offset, byte[] source, int from, int length) throws IOException {
        RandomAccessFile bytes = handle(file).bytes();
        bytes.seek(offset);
        bytes.write(source, from, length);
    }

    @Override
    public void force(String file) throws IOException {
        handle(file).syncs().force(false);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        release(from);
        release(to);
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String file) throws IOException {
        release(file);
        Files.delete(directory.resolve(file));
    }

    @Override
    public void forceDirectory() throws IOException {
        if (directory.getFileSystem().getSeparator().equals("\\")) {
            return; // Windows has no handle for this and keeps names in its journal
        }
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void release(String file) throws IOException {
        Handle handle = open.remove(file);
        if (handle != null) {
            handle.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (String file : List.copyOf(open.keySet())) {
            release(file);
        }
    }

    private Handle handle(String file) throws IOException {
        Handle handle = open.get(file);
        if (handle == null) {
            handle = Handle.open(directory.resolve(file));
            open.put(file, handle);
        }
        return handle;
    }
}
