package io.arewealive.standalone.control;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** What a user of the control may do. */
public enum Role {
    /** Everything that the commands do. */
    OPERATOR("rw-------"),
    /** Read only. */
    MONITOR("rw-r-----");

    private final String mode;

    Role(String mode) {
        this.mode = mode;
    }

    /** The name of the user, and of the file with the password. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(mode);
    }
}
