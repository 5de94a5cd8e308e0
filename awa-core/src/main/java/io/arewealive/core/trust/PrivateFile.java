package io.arewealive.core.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files whole or not at all, on disk when the call returns, and never readable by more than their mode says. */
final class PrivateFile {

    static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    static final Set<PosixFilePermission> EVERYONE = PosixFilePermissions.fromString("rw-r--r--");

    private PrivateFile() {}

    static void write(Path file, String text, Set<PosixFilePermission> mode) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), mode);
    }

    static void write(Path file, byte[] bytes, Set<PosixFilePermission> mode) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (var channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), atFirst(file))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        if (isPosix(file)) {
            Files.setPosixFilePermissions(temporary, mode);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] atFirst(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
