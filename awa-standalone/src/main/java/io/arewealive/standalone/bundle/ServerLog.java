package io.arewealive.standalone.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The last part of what a server has written to stderr, where that can be found: a file, or the journal of systemd. */
public final class ServerLog {

    private static final int MOST_BYTES = 512 << 10;
    private static final long LONGEST_SECONDS = 5;

    private ServerLog() {}

    /** The end of the log of this process, or why it cannot be had. */
    public static String tail(long pid) {
        Path stderr = Path.of("/proc", Long.toString(pid), "fd", "2");
        try {
            return Files.isRegularFile(stderr) ? end(stderr) : journal(pid);
        } catch (IOException e) {
            return "not to be had: " + e + "\n";
        }
    }

    private static String end(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long from = Math.max(0, channel.size() - MOST_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Until it is full, or the file ends earlier than it was long.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    private static String journal(long pid) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(
                            List.of("journalctl", "--no-pager", "-q", "-n", "2000", "-o", "short-iso", "_PID=" + pid))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return "the server writes its log neither to a file nor to a journal; look where its stderr goes\n";
        }
        try {
            process.getOutputStream().close();
            byte[] text = process.getInputStream().readNBytes(MOST_BYTES);
            process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            return text.length == 0
                    ? "the journal holds nothing of this process; look where its stderr goes\n"
                    : new String(text, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted\n";
        } finally {
            process.destroyForcibly();
        }
    }
}
