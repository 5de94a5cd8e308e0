package io.arewealive.standalone.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineLayoutTest {

    private final LineLayout layout = new LineLayout();

    @Test
    void a_line_holds_time_level_and_text() {
        assertEquals(
                "2026-11-28T01:02:03.004Z WARN  node=db-1 what happened" + System.lineSeparator(),
                layout.doLayout(event(Level.WARN, "2026-11-28T01:02:03.004Z", null)));
    }

    @Test
    void a_full_second_has_its_milliseconds_too() {
        assertTrue(layout.doLayout(event(Level.ERROR, "2026-11-28T01:02:03Z", null))
                .startsWith("2026-11-28T01:02:03.000Z ERROR node=db-1"));
    }

    @Test
    void an_exception_follows_with_the_place_it_comes_from() {
        var thrown = new IllegalStateException("no room");

        List<String> lines = layout.doLayout(event(Level.INFO, "2026-11-28T01:02:03.999Z", thrown))
                .lines()
                .toList();

        assertEquals(3, lines.size());
        assertEquals("java.lang.IllegalStateException: no room", lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat " + getClass().getName()), lines.get(2));
    }

    private static LoggingEvent event(Level level, String time, @Nullable Throwable thrown) {
        var event = new LoggingEvent(
                "", new LoggerContext().getLogger("test"), level, "node={} what happened", thrown, new Object[] {"db-1"
                });
        event.setTimeStamp(Instant.parse(time).toEpochMilli());
        return event;
    }
}
