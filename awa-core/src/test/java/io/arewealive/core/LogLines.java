package io.arewealive.core;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Counts the lines in the log that hold a text, until it is closed. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final String text;
    private final AtomicInteger count = new AtomicInteger();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    LogLines(String text) {
        this.text = text;
        start();
        root.addAppender(this);
    }

    int count() {
        return count.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getFormattedMessage().contains(text)) {
            count.incrementAndGet();
        }
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
