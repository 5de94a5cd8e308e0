package io.arewealive.core.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps all but one instance out of a directory. The system drops the lock when the process ends, however it ends.
 *
 * <p>There are two files because a process that closes any handle of a file loses all its locks on it: a second instance in this
 * JVM, and its attempt alone would open the door to other processes. So {@code lock.jvm} is asked first, which keeps out the
 * instances of one JVM (the JVM itself remembers its locks), and {@code lock}, which keeps out other processes, is opened only by
 * the one that got the first. Nothing else in this process may open {@code lock}.
 */
final class DirectoryLock implements Closeable {

    private static final String OTHERS = "lock";
    private static final String OWN = "lock.jvm";

    private final FileChannel own;
    private final FileChannel others;

    private DirectoryLock(FileChannel own, FileChannel others) {
        this.own = own;
        this.others = others;
    }

    /** Someone else has the directory. */
    static final class HeldException extends Exception {
        private static final long serialVersionUID = 1;

        HeldException(String holder) {
            super(holder);
        }
    }

    static DirectoryLock take(Path directory) throws IOException, HeldException {
        FileChannel own = open(directory.resolve(OWN));
        try {
            lock(own, directory);
            FileChannel others = open(directory.resolve(OTHERS));
            try {
                lock(others, directory);
                String pid = ProcessHandle.current().pid() + "\n";
                others.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
                return new DirectoryLock(own, others);
            } catch (IOException | HeldException e) {
                others.close();
                throw e;
            }
        } catch (IOException | HeldException e) {
            own.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        others.close();
        own.close();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void lock(FileChannel channel, Path directory) throws IOException, HeldException {
        try {
            if (channel.tryLock() == null) {
                throw new HeldException(holder(directory));
            }
        } catch (OverlappingFileLockException e) {
            throw new HeldException("another instance in this process");
        }
    }

    /** Only for when it is another process: reading the file would lose this process its own lock. */
    private static String holder(Path directory) {
        try {
            String pid = Files.readString(directory.resolve(OTHERS)).strip();
            return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
        } catch (IOException e) {
            return "another process";
        }
    }
}
