package io.arewealive.core.log;

import java.io.Serial;

/**
 * The log could not be written now, most likely because there is no room. Nothing was written and nothing is in doubt: the same may
 * be tried again, for as long as it takes.
 */
public final class LogStalledException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    LogStalledException(String message, Throwable cause) {
        super(message, cause);
    }
}
