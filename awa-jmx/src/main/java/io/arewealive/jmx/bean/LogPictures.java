package io.arewealive.jmx.bean;

import io.arewealive.jmx.shape.LogPicture;
import io.arewealive.log.Log;
import java.util.function.Supplier;

/** The log as it is now; what is told of its members is worked out once for each list of them. Any thread, never blocks. */
final class LogPictures implements Supplier<LogPicture> {

    private final Log log;
    private volatile LogPicture last;

    LogPictures(Log log) {
        this.log = log;
        this.last = LogPicture.of(log.status());
    }

    @Override
    public LogPicture get() {
        LogPicture now = last.with(log.status());
        last = now;
        return now;
    }
}
