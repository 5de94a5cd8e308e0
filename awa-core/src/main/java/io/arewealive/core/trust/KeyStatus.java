package io.arewealive.core.trust;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What stands in a file of keys, without the keys.
 *
 * @param alias its name in the file
 * @param subject whose it is
 * @param begins from when it is valid
 * @param ends until when it is valid
 * @param isKey whether the private key is there too; else it is only trusted
 */
public record KeyStatus(String alias, String subject, Instant begins, Instant ends, boolean isKey) {

    /**
     * Reads all entries, the oldest first.
     *
     * @throws InitException if the file cannot be opened with this password
     */
    public static List<KeyStatus> read(Path file, String password) {
        return KeyFile.read(file, password).entries().stream()
                .map(entry -> new KeyStatus(
                        entry.alias(),
                        entry.certificate().getSubjectX500Principal().getName(),
                        entry.begins(),
                        entry.ends(),
                        entry.isKey()))
                .toList();
    }

    /** Whether it is valid at this time. */
    public boolean isValid(Instant now) {
        return !now.isBefore(begins) && !now.isAfter(ends);
    }
}
