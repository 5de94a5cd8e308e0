package io.arewealive.standalone.control;

import java.io.Serial;

/** No server answers where one was looked for; starting one, or naming another place, helps. */
public final class NoServerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NoServerException(String message) {
        super(message);
    }

    NoServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
