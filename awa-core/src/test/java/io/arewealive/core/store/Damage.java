package io.arewealive.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Harms one file of a database, the same way for the same seed. */
final class Damage {

    private Damage() {}

    /** Says what was done. */
    static String at(Path directory, long seed) throws IOException {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(Files::isRegularFile).sorted().toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        long size = Files.size(file);
        String name = "seed " + seed + ": " + file.getFileName() + " of " + size + " bytes";
        return switch (size == 0 ? 9 : random.nextInt(10)) {
            case 0, 1, 2 -> flipped(file, random, 1) + name;
            case 3, 4 -> flipped(file, random, 16) + name;
            case 5 -> overwritten(file, random) + name;
            case 6, 7, 8 -> truncated(file, random) + name;
            default -> deleted(file) + name;
        };
    }

    private static String flipped(Path file, Random random, int times) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < times; i++) {
                long at = random.nextLong(access.length());
                access.seek(at);
                int old = access.read();
                access.seek(at);
                access.write(old ^ (1 << random.nextInt(8)));
            }
        }
        return times + " bits flipped, ";
    }

    private static String overwritten(Path file, Random random) throws IOException {
        byte[] garbage = new byte[64];
        random.nextBytes(garbage);
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(random.nextLong(Math.max(1, access.length() - garbage.length)));
            access.write(garbage);
        }
        return "64 bytes overwritten, ";
    }

    private static String truncated(Path file, Random random) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(random.nextLong(access.length()));
        }
        return "truncated, ";
    }

    private static String deleted(Path file) throws IOException {
        Files.delete(file);
        return "deleted, ";
    }
}
