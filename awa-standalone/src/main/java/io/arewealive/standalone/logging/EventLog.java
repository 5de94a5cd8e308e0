package io.arewealive.standalone.logging;

import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line for each event, once: what a node's state is, from what this node saw; the rest from what the cluster agreed on. */
public final class EventLog implements AwaListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    /** Writes to the log of this process. */
    public EventLog() {}

    @Override
    public void onEvent(Event event) {
        if (event.stream() == EventStream.CLUSTER && event.type() == EventType.NODE_STATUS) {
            return;
        }
        String line = event.type().id() + " " + event.subject() + ": " + event.message();
        switch (event.severity()) {
            case INFO -> LOG.info(line);
            case WARNING -> LOG.warn(line);
            case CRITICAL -> LOG.error(line);
        }
    }
}
