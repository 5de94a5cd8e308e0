package io.arewealive.core.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of the file system. */
public final class RealDisk implements Disk {

    /** The JDK keeps a copy of its size outside the heap for each write, so no write is larger than this. */
    private static final int SLICE = 256 * 1024;

    private final Path directory;
    private final Map<String, FileChannel> open = new HashMap<>();

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
        open.put(
                file,
                FileChannel.open(
                        directory.resolve(file),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    @Override
    public long size(String file) throws IOException {
        return channel(file).size();
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        FileChannel channel = channel(file);
        byte[] result = new byte[length];
        for (int done = 0; done < length; ) {
            ByteBuffer slice = ByteBuffer.wrap(result, done, Math.min(SLICE, length - done));
            int count = channel.read(slice, offset + done);
            if (count < 0) {
                throw new EOFException(directory.resolve(file) + " ends at byte " + (offset + done) + ", before byte "
                        + (offset + length));
            }
            done += count;
        }
        return result;
    }

    @Override
    public void write(String file, long offset, byte[] source, int from, int length) throws IOException {
        FileChannel channel = channel(file);
        for (int done = 0; done < length; ) {
            ByteBuffer slice = ByteBuffer.wrap(source, from + done, Math.min(SLICE, length - done));
            done += channel.write(slice, offset + done);
        }
    }

    @Override
    public void force(String file) throws IOException {
        channel(file).force(false);
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
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void release(String file) throws IOException {
        FileChannel channel = open.remove(file);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (String file : List.copyOf(open.keySet())) {
            release(file);
        }
    }

    private FileChannel channel(String file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            channel = FileChannel.open(directory.resolve(file), StandardOpenOption.READ, StandardOpenOption.WRITE);
            open.put(file, channel);
        }
        return channel;
    }
}
