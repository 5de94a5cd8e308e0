package io.arewealive.standalone.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The list of edits that were acknowledged to one writer, on disk before the writer goes on. */
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    Journal(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * An acknowledged edit.
     *
     * @param version that the answer named
     * @param commandId of the writer
     * @param wanted the row as it should be afterwards, {@code name host:port}; the name alone if it should be gone
     */
    record Entry(long version, String commandId, String wanted) {}

    void append(Entry entry) throws IOException {
        String line = entry.version() + "\t" + entry.commandId() + "\t" + entry.wanted() + "\n";
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    List<Entry> entries() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", 3))
                .map(parts -> new Entry(Long.parseLong(parts[0]), parts[1], parts[2]))
                .toList();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
