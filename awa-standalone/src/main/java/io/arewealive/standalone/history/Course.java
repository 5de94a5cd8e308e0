package io.arewealive.standalone.history;

import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Follows one node through the events. */
final class Course {

    private static final String ONLINE = NodeState.ONLINE.word();
    private static final String UNKNOWN = NodeState.UNKNOWN.word();

    private final NodeStatus node;
    private final Span window;
    private final List<Span> unknown;
    private final List<Outage> outages = new ArrayList<>();
    private Instant begin;
    private Instant at;
    private String state = "";
    private Instant downSince;
    private String reason = "";

    Course(NodeStatus node, Span window, List<Span> unwatched) {
        this.node = node;
        this.window = window;
        this.unknown = new ArrayList<>(unwatched);
        this.begin = window.from();
        this.at = window.from();
        this.downSince = window.from();
    }

    NodeHistory of(List<Event> events) {
        String id = node.id().toString();
        for (Event event : events) {
            if (id.equals(event.details().get("node"))) {
                follow(event);
            }
        }
        end();
        Span whole = new Span(begin, window.to());
        List<Span> notKnown = unknown.stream().map(span -> span.within(whole)).toList();
        Duration unknownTime = Span.union(notKnown);
        List<Span> either = new ArrayList<>(notKnown);
        outages.forEach(outage -> either.add(outage.span().within(whole)));
        Duration down = Span.union(either).minus(unknownTime);
        Duration known = whole.length().minus(unknownTime);
        return new NodeHistory(node.id(), node.name(), begin, availability(known, down), down, unknownTime, outages);
    }

    private static OptionalDouble availability(Duration known, Duration down) {
        return known.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * known.minus(down).toMillis() / Math.max(1, known.toMillis()));
    }

    private void follow(Event event) {
        if (event.type() == EventType.TABLE_CHANGE
                && "CREATE".equals(event.details().get("action"))) {
            begin = event.time().isAfter(window.from()) ? event.time() : window.from();
            at = begin;
            state = UNKNOWN;
            outages.clear();
        } else if (event.type() == EventType.NODE_STATUS) {
            moved(event);
        }
    }

    private void moved(Event event) {
        String to = event.details().getOrDefault("to", "");
        String from = event.details().getOrDefault("from", "");
        Instant away = time(event, "away").orElse(event.time());
        if (state.isEmpty()) {
            begins(from, away);
        }
        if ("true".equals(event.details().get("stalled"))) {
            outage(away, event.time(), true, event.details().getOrDefault("reason", ""));
            state = ONLINE;
            at = event.time();
        } else if (to.equals(ONLINE)) {
            online(event.time());
        } else if (isDown(to)) {
            down(to, away, event.details().getOrDefault("reason", ""));
        }
    }

    /** The first event tells how the node was before. */
    private void begins(String from, Instant away) {
        state = from;
        if (isDown(from)) {
            downSince = away;
            reason = "";
        }
    }

    private void online(Instant time) {
        if (isDown(state)) {
            outage(downSince, time, true, reason);
        } else if (!state.equals(ONLINE)) {
            unknown.add(new Span(at, time));
        }
        state = ONLINE;
        at = time;
    }

    private void down(String to, Instant away, String why) {
        if (state.equals(ONLINE)) {
            downSince = away;
        } else if (!isDown(state)) {
            unknown.add(new Span(at, away));
            downSince = away;
        }
        state = to;
        reason = why;
    }

    /** How the node is now counts where no event told of it. */
    private void end() {
        String now = node.state().word();
        if (state.isEmpty() && isDown(now)) {
            state = now;
            downSince = node.since();
            reason = node.reason();
        } else if (state.equals(ONLINE) && isDown(now)) {
            down(now, node.since(), node.reason());
        } else if (state.isEmpty() && !now.equals(UNKNOWN)) {
            state = ONLINE;
        }
        if (isDown(state)) {
            outage(downSince, window.to(), false, reason);
        } else if (!state.equals(ONLINE)) {
            unknown.add(new Span(at, window.to()));
        }
    }

    private void outage(Instant from, Instant to, boolean over, String why) {
        Span span = new Span(from, to).within(window);
        if (!span.length().isZero()) {
            outages.add(new Outage(span, over, why));
        }
    }

    private static boolean isDown(String word) {
        return word.equals(NodeState.OFFLINE.word()) || word.equals(NodeState.LEFT.word());
    }

    private static Optional<Instant> time(Event event, String key) {
        return Optional.ofNullable(event.details().get(key)).map(Instant::parse);
    }
}
