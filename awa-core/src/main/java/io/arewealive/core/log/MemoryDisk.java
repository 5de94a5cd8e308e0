package io.arewealive.core.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A directory that lives as long as this object: for a node that keeps nothing. */
public final class MemoryDisk implements Disk {

    private static final class Content {
        private byte[] bytes = new byte[0];
    }

    private final Map<String, Content> files = new TreeMap<>();

    /** Another directory with the same files. */
    public MemoryDisk copy() {
        var copy = new MemoryDisk();
        files.forEach((name, content) -> {
            var same = new Content();
            same.bytes = content.bytes.clone();
            copy.files.put(name, same);
        });
        return copy;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public void create(String file) throws IOException {
        if (files.putIfAbsent(file, new Content()) != null) {
            throw new FileAlreadyExistsException(file);
        }
    }

    @Override
    public long size(String file) throws IOException {
        return content(file).bytes.length;
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        Content content = content(file);
        if (offset + length > content.bytes.length) {
            throw new EOFException(
                    file + " ends at byte " + content.bytes.length + ", before byte " + (offset + length));
        }
        return Arrays.copyOfRange(content.bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void write(String file, long offset, byte[] source, int from, int length) throws IOException {
        Content content = content(file);
        int end = Math.toIntExact(offset + length);
        if (end > content.bytes.length) {
            content.bytes = Arrays.copyOf(content.bytes, end);
        }
        System.arraycopy(source, from, content.bytes, (int) offset, length);
    }

    @Override
    public void force(String file) throws IOException {
        content(file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Content content = content(from);
        files.remove(from);
        files.put(to, content);
    }

    @Override
    public void delete(String file) throws IOException {
        content(file);
        files.remove(file);
    }

    @Override
    public void forceDirectory() {
        // names are as durable as all the rest
    }

    @Override
    public void release(String file) {
        // nothing is held open
    }

    @Override
    public void close() {
        // nothing is held open
    }

    private Content content(String file) throws IOException {
        Content content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file);
        }
        return content;
    }
}
