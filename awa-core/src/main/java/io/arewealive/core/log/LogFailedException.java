package io.arewealive.core.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The log could not be written, and writes no more: after a failed write or sync nobody knows what is on the disk. What was
 * acknowledged before is safe. To try again is of no use; the log must be opened again, which finds out.
 */
public final class LogFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    LogFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
