package io.arewealive.standalone.control;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The files in {@code DATA/run} through which commands find the server: one for each role, and one for all to read. */
final class RunFiles {

    private static final String EVERYONE = "control";
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> EVERYONE_MODE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> OWNER_MODE = PosixFilePermissions.fromString("rw-------");

    private final Path directory;

    RunFiles(Path data) {
        this.directory = data.resolve("run");
    }

    Path directory() {
        return directory;
    }

    void create() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, DIRECTORY_MODE);
    }

    void write(Role role, Map<String, String> texts) throws IOException {
        write(file(role.word()), role.permissions(), texts);
    }

    void writeForEveryone(Map<String, String> texts) throws IOException {
        write(file(EVERYONE), EVERYONE_MODE, texts);
    }

    Optional<Map<String, String>> read(Role role) throws IOException {
        return read(file(role.word()));
    }

    Optional<Map<String, String>> readForEveryone() throws IOException {
        return read(file(EVERYONE));
    }

    void delete() throws IOException {
        for (Role role : Role.values()) {
            Files.deleteIfExists(file(role.word()));
        }
        Files.deleteIfExists(file(EVERYONE));
    }

    private Path file(String name) {
        return directory.resolve(name + ".properties");
    }

    /** The file is never there half-written, and never readable by more than its mode says. */
    private void write(Path file, Set<PosixFilePermission> mode, Map<String, String> texts) throws IOException {
        Path temporary = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_MODE));
        var properties = new Properties();
        properties.putAll(texts);
        var text = new StringWriter();
        properties.store(text, null);
        Files.writeString(temporary, text.toString(), StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        Files.setPosixFilePermissions(temporary, mode);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<Map<String, String>> read(Path file) throws IOException {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            Map<String, String> texts = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key, "")));
            return Optional.of(texts);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
