package io.arewealive.standalone.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files are in a directory: mode, owner, size, time and name, not what is in them. */
public final class FileList {

    private static final int MOST = 5_000;
    private static final int DEPTH = 6;

    private FileList() {}

    /** A line for each. */
    public static String of(Path directory) {
        if (!Files.isDirectory(directory)) {
            return directory + " is no directory\n";
        }
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return files.limit(MOST)
                    .map(file -> line(directory, file))
                    .collect(Collectors.joining("\n", directory + "\n", "\n"));
        } catch (IOException | UncheckedIOException e) {
            return "not to be had: " + e + "\n";
        }
    }

    private static String line(Path directory, Path file) {
        try {
            var about = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return String.format(
                    "%s%s %-8s %12d %s %s",
                    about.isDirectory() ? "d" : "-",
                    PosixFilePermissions.toString(about.permissions()),
                    about.owner().getName(),
                    about.size(),
                    about.lastModifiedTime(),
                    directory.relativize(file));
        } catch (IOException | UnsupportedOperationException e) {
            return directory.relativize(file) + " (" + e + ")";
        }
    }
}
