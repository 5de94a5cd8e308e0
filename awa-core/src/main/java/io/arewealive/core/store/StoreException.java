package io.arewealive.core.store;

import java.io.Serial;

/** The database failed. Nothing of the batch was written; writing it again later is safe. */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** With what was tried. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
