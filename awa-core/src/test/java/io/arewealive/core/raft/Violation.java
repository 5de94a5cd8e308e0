package io.arewealive.core.raft;

import java.io.Serial;

/** Something that must hold in a simulated cluster did not. */
final class Violation extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean ofSafety;

    /** Something happened that never may. */
    Violation(String message) {
        this(message, true);
    }

    private Violation(String message, boolean ofSafety) {
        super(message);
        this.ofSafety = ofSafety;
    }

    /** Something did not happen that should have. */
    static Violation stuck(String message) {
        return new Violation(message, false);
    }

    boolean isOfSafety() {
        return ofSafety;
    }
}
