package io.arewealive.standalone;

import java.io.Serial;

/** A command cannot do what it was asked; its message goes to the terminal and its code to the shell. */
final class CommandFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
