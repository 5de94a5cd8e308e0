package io.arewealive.core.store;

import java.io.Serial;

/**
 * The database failed or refused. Nothing of the batch was written; writing the same again later is safe. If {@link #wantsRebuild}
 * a retry will be refused again: only {@link TableStore#rebuild} helps.
 */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean rebuild;

    /** With what was tried. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
        rebuild = false;
    }

    private StoreException(String message, boolean rebuild) {
        super(message);
        this.rebuild = rebuild;
    }

    /** A refusal that the same call may overcome later. */
    static StoreException later(String message) {
        return new StoreException(message, false);
    }

    /** A refusal that only a rebuild overcomes. */
    static StoreException untilRebuilt(String message) {
        return new StoreException(message, true);
    }

    /** Whether the database has to be rebuilt before it takes anything more. */
    public boolean wantsRebuild() {
        return rebuild;
    }
}
