package io.arewealive.event;

import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened.
 *
 * @param stream which numbering it belongs to
 * @param number its number in the stream, from 1
 * @param time when, by the clock of the node that saw it (local) or of the leader (cluster)
 * @param type what kind of thing
 * @param severity how much it matters
 * @param subject what it happened to: a node's name, {@code cluster}, a setting's key
 * @param message one sentence for people
 * @param details the same for programs, for example {@code from}, {@code to}, {@code reason}, {@code version}
 */
public record Event(
        EventStream stream,
        long number,
        Instant time,
        EventType type,
        Severity severity,
        String subject,
        String message,
        Map<String, String> details) {

    /** Copies the details, sorted by key. */
    public Event {
        details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
