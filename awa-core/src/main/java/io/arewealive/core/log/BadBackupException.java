package io.arewealive.core.log;

import java.io.Serial;

/** A file is no backup that can be restored; the message says why. Another file may be. */
public final class BadBackupException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Says why. */
    public BadBackupException(String message) {
        super(message);
    }
}
