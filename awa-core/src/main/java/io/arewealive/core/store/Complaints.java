package io.arewealive.core.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hsqldb.lib.SimpleLog;
import org.jspecify.annotations.Nullable;

/**
 * Hears what HSQLDB only logs. A log file that cannot be written or synced is such a case: HSQLDB answers the commit as done, and
 * the next start knows nothing of it.
 */
final class Complaints extends SimpleLog {

    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    Complaints() {
        super(null, LOG_NONE, false);
    }

    /** The first thing that went wrong since the opening. */
    Optional<String> first() {
        return Optional.ofNullable(first.get());
    }

    @Override
    public synchronized void logContext(int level, String message) {
        hear(level, message);
    }

    @Override
    public synchronized void logContext(Throwable failure, String message, int level) {
        hear(level, message + ": " + failure.getMessage());
    }

    private void hear(int level, String message) {
        if (level == LOG_ERROR || level == LOG_WARNING) {
            first.compareAndSet(null, message);
        }
    }
}
