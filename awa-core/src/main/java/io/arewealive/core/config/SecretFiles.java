package io.arewealive.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The files in which secrets stand, and whether others can read them: they must be of mode 0600, or 0640 when they belong to root, as
 * packages of distributions install them. Where a file system knows no modes nothing is said.
 */
final class SecretFiles {

    private static final String ROOT = "root";
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("----w-rwx");

    private final Map<Path, Use> files = new LinkedHashMap<>();

    /** Which setting names the file, or stands in it, and where. */
    private record Use(String key, String origin) {}

    void add(String key, String origin, Path file) {
        files.putIfAbsent(file.toAbsolutePath().normalize(), new Use(key, origin));
    }

    void check(Problems problems) {
        files.forEach((file, use) -> {
            try {
                PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
                String owner = attributes.owner().getName();
                if (isOpen(attributes.permissions(), owner)) {
                    problems.error(use.key(), use.origin(), complaint(file, attributes.permissions(), owner));
                }
            } catch (UnsupportedOperationException | IOException e) {
                // No modes there, or no such file: who reads it says so.
            }
        });
    }

    static boolean isOpen(Set<PosixFilePermission> mode, String owner) {
        return !Collections.disjoint(mode, OF_OTHERS)
                || (mode.contains(PosixFilePermission.GROUP_READ) && !owner.equals(ROOT));
    }

    private static String complaint(Path file, Set<PosixFilePermission> mode, String owner) {
        return "is secret, and others can get at " + file + " (mode " + octal(mode) + ", owner " + owner
                + "): chmod 600 "
                + file + ", or set " + Keys.ALLOW_READABLE.name()
                + "=true where the mode cannot be changed, as on a read-only mount";
    }

    private static String octal(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (char c : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = bits << 1 | (c == '-' ? 0 : 1);
        }
        return String.format("%04o", bits);
    }
}
