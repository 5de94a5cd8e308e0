package io.arewealive.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the cluster's keys are, and their password if no setting says it: names as {@code awa init} gives them. */
public record Keystore(Path file) {

    private static final String FILE = "cluster.p12";
    private static final String PASSWORD_SUFFIX = ".password";
    private static final int MAX_PASSWORD_BYTES = 64 << 10;

    /** The file itself, or the one in the directory. */
    public static Keystore at(Path place) {
        return new Keystore(Files.isDirectory(place) ? place.resolve(FILE) : place);
    }

    /** The file beside it that holds the password: {@code cluster.password} for {@code cluster.p12}. */
    Path passwordFile() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + PASSWORD_SUFFIX);
    }

    /** What that file says; empty if there is none that can be read. */
    public Optional<String> password() {
        try {
            Path beside = passwordFile();
            return Files.isReadable(beside) && Files.size(beside) <= MAX_PASSWORD_BYTES
                    ? Optional.of(
                            Files.readString(beside, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
