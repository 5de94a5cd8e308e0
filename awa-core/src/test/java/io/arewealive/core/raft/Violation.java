package io.arewealive.core.raft;

import java.io.Serial;

/** Something that must hold in a simulated cluster did not. */
final class Violation extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }
}
