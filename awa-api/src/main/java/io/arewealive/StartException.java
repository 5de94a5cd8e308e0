package io.arewealive;

import java.io.Serial;

/** An instance could not start. Nothing was left behind. */
public final class StartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** With a message that names what, where, why and what to do next. */
    public StartException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** As {@link #StartException(Reason, String)}, with what caused it. */
    public StartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }

    /** Why an instance could not start; each has an exit code of the launcher. */
    public enum Reason {
        /** The cluster does not take this node: its name is another's, its id is in use, or it was expelled. Exit code 1. */
        REFUSED(1),
        /** It was not said how to begin: neither first nor join nor known nodes. Exit code 64. */
        NO_START_GIVEN(64),
        /** The data directory cannot be written. Exit code 73. */
        DATA_NOT_WRITABLE(73),
        /** What is in the data directory is damaged. Exit code 74. */
        DATA_DAMAGED(74),
        /** Another process uses the data directory. Exit code 75. */
        IN_USE(75),
        /** The port is taken. Exit code 76. */
        PORT_IN_USE(76),
        /** The keys do not fit, or the node may not do this. Exit code 77. */
        NOT_ALLOWED(77),
        /** The parts on the class path do not fit, or one is missing. Exit code 78. */
        INCOMPLETE(78);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of the launcher. */
        public int exitCode() {
            return exitCode;
        }
    }
}
