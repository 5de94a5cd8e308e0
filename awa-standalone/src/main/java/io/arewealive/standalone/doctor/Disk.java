package io.arewealive.standalone.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether the data directory can be written, how much space there is, and how long the disk takes to keep a block. */
final class Disk {

    private static final String SUBJECT = "data";
    private static final long MUCH = 1L << 30;
    private static final long LITTLE = 64L << 20;
    private static final int SYNCS = 9;
    private static final int BLOCK = 512;
    private static final double SLOW_MILLIS = 50;
    private static final double TOO_SLOW_MILLIS = 500;

    private Disk() {}

    static List<Finding> look(Patient patient) {
        Path directory = patient.data();
        Path there = existing(directory.toAbsolutePath());
        if (!Files.isDirectory(there)) {
            return List.of(Finding.fail(SUBJECT, there + " is no directory", "move it away, or set awa.data"));
        }
        try {
            return List.of(space(directory, there), speed(directory, there));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    SUBJECT,
                    directory + " cannot be written by this user (" + e + ")",
                    "run this as the user of the server; give the directory to that user; mend the disk"));
        }
    }

    private static Path existing(Path directory) {
        Path there = directory;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Finding space(Path directory, Path there) throws IOException {
        long free = Files.getFileStore(there).getUsableSpace();
        String said = directory + ": " + (free >> 20) + " MiB free";
        String remedy = "make room; a server needs some 100 MiB for the log of a usual cluster, and stops writing at 0";
        if (free < LITTLE) {
            return Finding.fail(SUBJECT, said, remedy);
        }
        return free < MUCH ? Finding.warn(SUBJECT, said, remedy) : Finding.ok(SUBJECT, said);
    }

    private static Finding speed(Path directory, Path there) throws IOException {
        double millis = median(there);
        String said = String.format(
                Locale.ROOT, "%s: a block is on disk after %.1f ms (median of %d)", directory, millis, SYNCS);
        if (millis >= TOO_SLOW_MILLIS) {
            return Finding.fail(SUBJECT, said, "use another disk: each edit waits for it, and elections with it");
        }
        return millis >= SLOW_MILLIS
                ? Finding.warn(SUBJECT, said, "edits wait that long; find out what else uses the disk")
                : Finding.ok(SUBJECT, said);
    }

    private static double median(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, ".doctor-", ".tmp");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK));
                channel.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            return nanos[SYNCS / 2] / 1e6;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
