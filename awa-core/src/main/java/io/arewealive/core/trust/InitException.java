package io.arewealive.core.trust;

import java.io.Serial;

/** The files of a node or a cluster cannot be made or taken; nothing that was there has changed. */
public final class InitException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    InitException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    InitException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The exit code for the shell. */
    public int exitCode() {
        return reason.exitCode;
    }

    /** Why. */
    enum Reason {
        REFUSED(1),
        USAGE(64),
        BAD_INPUT(65),
        NOT_WRITABLE(73),
        INCOMPLETE(78);

        private final int exitCode;

        Reason(int exitCode) {
            this.exitCode = exitCode;
        }
    }
}
