package io.arewealive.jmx;

import java.io.Serial;

/** A server could not be asked. Its reason tells whether a retry can help. */
public final class RemoteAwaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    RemoteAwaException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RemoteAwaException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }

    /** Why a server could not be asked; each has an exit code of the command line. */
    public enum Reason {
        /** There was no connection, so nothing was asked; a retry is safe. Exit code 69. */
        NOT_REACHABLE(69),
        /** The connection broke or the time passed before the answer; it may have been done. Exit code 69. */
        NO_ANSWER(69),
        /** A Java process answers, but shows no node of AWA, or several. Exit code 69. */
        NO_NODE(69),
        /** Wrong user or password, or the user may not do this; a retry does not help. Exit code 77. */
        NOT_ALLOWED(77);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of the command line. */
        public int exitCode() {
            return exitCode;
        }
    }
}
