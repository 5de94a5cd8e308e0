package io.arewealive.standalone.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Leaves out what JGroups says about its own affairs (joins that time out, addresses it does not know yet): AWA says what became of
 * them. JGroups writes under the names of our subclasses too, so ours are told by how they begin. Errors pass.
 */
final class LibraryFilter extends Filter<ILoggingEvent> {

    private static final String OWN_BEGINNING = "node=";

    private final Logger channel;

    /** For the logger of the package that sees JGroups; at its level debug all passes, for whoever looks for a fault. */
    LibraryFilter(Logger channel) {
        this.channel = channel;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean library = event.getLoggerName().startsWith(channel.getName())
                || event.getLoggerName().startsWith("org.jgroups");
        boolean ours = event.getMessage() != null && event.getMessage().startsWith(OWN_BEGINNING);
        boolean quiet = library
                && !ours
                && !channel.isDebugEnabled()
                && !event.getLevel().isGreaterOrEqual(Level.ERROR);
        return quiet ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
