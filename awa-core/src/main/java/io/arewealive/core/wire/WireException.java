package io.arewealive.core.wire;

import java.io.Serial;

/** Bytes that do not hold what they should. From a peer this is normal input: it is counted and dropped. */
public final class WireException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** With what was expected and what was found. */
    public WireException(String message) {
        super(message);
    }
}
