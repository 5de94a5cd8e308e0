package io.arewealive.standalone.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFilterTest {

    private static final String CHANNEL = "io.arewealive.core.channel";

    @ParameterizedTest
    @CsvSource({
        "WARN,  io.arewealive.core.channel.Membership, WARN,  JOIN sent to db-1 timed out,  DENY",
        "WARN,  org.jgroups.protocols.TP,              WARN,  no physical address,          DENY",
        "WARN,  org.jgroups.protocols.TP,              ERROR, out of memory,                NEUTRAL",
        "WARN,  io.arewealive.core.channel.OwnLink,    WARN,  node={} could not join: {},   NEUTRAL",
        "WARN,  io.arewealive.core.loop.LogWriter,     WARN,  anything,                     NEUTRAL",
        "DEBUG, io.arewealive.core.channel.Membership, WARN,  JOIN sent to db-1 timed out,  NEUTRAL"
    })
    void what_jgroups_says_about_itself_is_left_out_unless_somebody_looks(
            String level, String logger, String of, String message, FilterReply reply) {
        var context = new LoggerContext();
        Logger channel = context.getLogger(CHANNEL);
        channel.setLevel(Level.toLevel(level));
        var event = new LoggingEvent("", context.getLogger(logger), Level.toLevel(of), message, null, null);

        assertEquals(reply, new LibraryFilter(channel).decide(event));
    }
}
