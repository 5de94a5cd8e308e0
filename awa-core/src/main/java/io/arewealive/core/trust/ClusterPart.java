package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The files in a directory that are the same on all servers of a cluster: all of them are called {@code cluster.…}. */
final class ClusterPart {

    static final String SETTINGS = "cluster.properties";
    static final String KEYS = "cluster.p12";
    static final String PASSWORD = "cluster.password";
    static final String SNMP_AUTH = "cluster.snmp-auth";
    static final String SNMP_PRIV = "cluster.snmp-priv";

    /** In the order in which they are written: the one that names the others comes last. */
    static final List<String> ALL = List.of(PASSWORD, KEYS, SNMP_AUTH, SNMP_PRIV, SETTINGS);

    private static final String PREVIOUS = "cluster.p12.previous";

    private final Path directory;

    ClusterPart(Path directory) {
        this.directory = directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Whether it is there; refuses a part of it. */
    boolean isThere() {
        List<String> missing = missing();
        if (!missing.isEmpty() && missing.size() < ALL.size()) {
            throw new InitException(
                    Reason.INCOMPLETE,
                    directory + " holds only a part of the cluster's files, missing: " + String.join(", ", missing)
                            + "; bring these from the server where they were made, or, if no server uses the others yet,"
                            + " remove them (cluster.*) and run this again");
        }
        return missing.isEmpty();
    }

    private List<String> missing() {
        return ALL.stream()
                .filter(name -> !Files.exists(file(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    String password() {
        return text(PASSWORD);
    }

    KeyFile keys() {
        return KeyFile.read(file(KEYS), password());
    }

    /** The cluster's name, as its settings say. */
    String clusterName() {
        try {
            var settings = new Properties();
            settings.load(new StringReader(Files.readString(file(SETTINGS), StandardCharsets.UTF_8)));
            return settings.getProperty("awa.cluster", "awa").strip();
        } catch (IOException | IllegalArgumentException e) {
            throw new InitException(Reason.BAD_INPUT, file(SETTINGS) + " cannot be read: " + e, e);
        }
    }

    /** Writes each file of {@link #ALL}; nothing of them was there before. */
    void write(Map<String, byte[]> files) {
        ALL.forEach(name -> write(name, Objects.requireNonNull(files.get(name), name)));
    }

    /** Takes each file of another directory, as it is. */
    void copyFrom(ClusterPart other) {
        for (String name : ALL) {
            write(name, other.bytes(name));
        }
    }

    /** Puts the next stage of the keys in place; the present one stays beside it until the stage after that. */
    void replaceKeys(byte[] next) {
        write(PREVIOUS, bytes(KEYS));
        write(KEYS, next);
    }

    Path previousKeys() {
        return file(PREVIOUS);
    }

    private void write(String name, byte[] bytes) {
        try {
            PrivateFile.write(file(name), bytes, name.equals(SETTINGS) ? PrivateFile.EVERYONE : PrivateFile.OWNER);
        } catch (IOException e) {
            throw new InitException(
                    Reason.NOT_WRITABLE, file(name) + " cannot be written (" + e + "); check owner and space", e);
        }
    }

    boolean equalsIn(ClusterPart other, String name) {
        return Arrays.equals(bytes(name), other.bytes(name));
    }

    private String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new InitException(
                    Reason.BAD_INPUT,
                    file(name) + " cannot be read (" + e + "); run this as the user that the file belongs to",
                    e);
        }
    }
}
