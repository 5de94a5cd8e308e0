package io.arewealive.standalone.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up in code, because reading XML would cost as much as the rest of the start: AWA's own lines, and warnings of the
 * libraries. A file named by {@code -Dlogback.configurationFile} takes its place.
 */
public final class StderrLog extends ContextAwareBase implements Configurator {

    private static final String OWN = "io.arewealive";

    /** JGroups writes about its own affairs under the names of our subclasses. */
    private static final String CHANNEL = OWN + ".core.channel";

    /** For {@link java.util.ServiceLoader}. */
    public StderrLog() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var layout = new LineLayout();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.addFilter(new LibraryFilter(context.getLogger(CHANNEL)));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger(OWN).setLevel(Level.INFO);
        context.getLogger(CHANNEL).setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets how much AWA itself writes: {@code error}, {@code warn}, {@code info} or {@code debug}. */
    public static void level(String word) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Level level = Level.toLevel(word, Level.INFO);
            context.getLogger(OWN).setLevel(level);
            context.getLogger(CHANNEL).setLevel(level == Level.INFO ? Level.WARN : level);
        }
    }

    /** Sends warnings of libraries that use the JDK's own log to the same place. */
    public static void takeOverJdkLog() {
        LogManager.getLogManager().reset();
        var root = LogManager.getLogManager().getLogger("");
        root.setLevel(java.util.logging.Level.WARNING);
        root.addHandler(new ToSlf4j());
    }

    private static final class ToSlf4j extends Handler {

        @Override
        public void publish(LogRecord record) {
            String name = record.getLoggerName() == null ? "jdk" : record.getLoggerName();
            LoggerFactory.getLogger(name).warn(name + ": " + record.getMessage(), record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
