package io.arewealive.core.store;

import java.io.Serial;

/** A row that is not what was written, or not where it should be. */
final class BadRow extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** With the table, the row and what is wrong. */
    BadRow(String message) {
        super(message);
    }

    BadRow(String message, Throwable cause) {
        super(message, cause);
    }
}
