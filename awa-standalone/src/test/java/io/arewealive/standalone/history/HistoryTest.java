package io.arewealive.standalone.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.standalone.text.Pictures;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final NodeStatus db1 = Pictures.node("db-1", NodeState.ONLINE, "");
    private final NodeStatus db2 = Pictures.node("db-2", NodeState.ONLINE, "");
    private final List<Event> events = new ArrayList<>();

    @Test
    void an_outage_lasts_from_when_the_node_went_until_it_is_back() {
        at(0, db1, "unknown", "online", 0);
        at(100, db1, "online", "offline", 95, "reason", "process ended");
        at(195, db1, "offline", "online", 95);

        NodeHistory history = of(1_000, db1);

        assertEquals(1, history.outages().size());
        assertEquals(
                new Outage(span(95, 195), true, "process ended"),
                history.outages().get(0));
        assertEquals(Duration.ofSeconds(100), history.down());
        assertEquals(90.0, history.availability().orElseThrow(), 0.001);
        assertEquals(Duration.ZERO, history.unknown());
    }

    @Test
    void a_stall_that_never_rang_is_an_outage_too() {
        at(0, db1, "unknown", "online", 0);
        at(60, db1, "offline", "online", 56, "stalled", "true", "reason", "unreachable");

        assertEquals(
                List.of(new Outage(span(56, 60), true, "unreachable")),
                of(100, db1).outages());
    }

    @Test
    void an_outage_that_goes_on_has_no_end() {
        at(0, db1, "unknown", "online", 0);
        at(50, db1, "online", "left", 50, "reason", "said goodbye");
        at(950, db1, "left", "offline", 50, "reason", "left and did not return");

        NodeHistory history = of(1_000, Pictures.node("db-1", NodeState.OFFLINE, "left and did not return"));

        assertEquals(List.of(new Outage(span(50, 1_000), false, "left and did not return")), history.outages());
        assertEquals(5.0, history.availability().orElseThrow(), 0.001);
    }

    @Test
    void what_no_leader_watched_is_unknown_and_neither_up_nor_down() {
        at(0, db1, "unknown", "online", 0);
        at(100, db1, "online", "offline", 100, "reason", "unreachable");
        unwatched(200, 600);
        at(700, db1, "offline", "online", 100);

        NodeHistory history = of(1_000, db1);

        assertEquals(Duration.ofSeconds(400), history.unknown());
        assertEquals(Duration.ofSeconds(200), history.down());
        assertEquals(100.0 * 400 / 600, history.availability().orElseThrow(), 0.001);
    }

    @Test
    void without_a_leader_now_the_rest_is_unknown() {
        at(0, db1, "unknown", "online", 0);

        NodeHistory history = History.of(START, time(100), events, List.of(db1), Optional.of(time(40)))
                .nodes()
                .get(0);

        assertEquals(Duration.ofSeconds(60), history.unknown());
        assertEquals(100.0, history.availability().orElseThrow(), 0.001);
    }

    @Test
    void a_node_without_events_is_as_it_was_all_the_time() {
        at(0, db1, "unknown", "online", 0);

        assertEquals(100.0, of(100, db2).availability().orElseThrow(), 0.001);
        NodeHistory never = of(100, Pictures.unheard("db-9"));
        assertEquals(Duration.ofSeconds(100), never.unknown());
        assertTrue(never.availability().isEmpty());
    }

    @Test
    void the_first_event_that_is_kept_tells_how_the_node_was_before() {
        at(500, db2, "online", "online", 500);
        at(900, db1, "offline", "online", 100);

        NodeHistory history = of(1_000, db1);

        assertEquals(span(500, 900), history.outages().get(0).span());
        assertEquals(20.0, history.availability().orElseThrow(), 0.001);
    }

    @Test
    void nothing_is_known_before_the_first_event_that_is_kept() {
        at(500, db1, "unknown", "online", 500);

        History history = History.of(START, time(1_000), events, List.of(db1), Optional.empty());

        assertEquals(time(500), history.known());
        assertEquals(START, history.asked());
    }

    @Test
    void a_node_counts_from_when_it_came_into_the_table() {
        at(0, db2, "unknown", "online", 0);
        event(400, EventType.TABLE_CHANGE, db1, Map.of("action", "CREATE"));
        at(410, db1, "unknown", "online", 410);

        NodeHistory history = of(1_000, db1);

        assertEquals(time(400), history.since());
        assertEquals(Duration.ofSeconds(10), history.unknown());
        assertEquals(100.0, history.availability().orElseThrow(), 0.001);
    }

    @Test
    void a_node_that_flaps_is_up_and_down_as_it_was() {
        at(0, db1, "unknown", "online", 0);
        for (long i = 1; i <= 5; i++) {
            at(100 * i, db1, "online", "offline", 100 * i, "reason", "process ended", "flapping", "true");
            at(100 * i + 50, db1, "offline", "online", 100 * i, "stalled", "false");
        }
        at(900, db1, "online", "online", 500, "flapping", "false");

        NodeHistory history = of(1_000, db1);

        assertEquals(5, history.outages().size());
        assertEquals(75.0, history.availability().orElseThrow(), 0.001);
    }

    private NodeHistory of(long until, NodeStatus node) {
        return History.of(START, time(until), events, List.of(node), Optional.empty())
                .nodes()
                .get(0);
    }

    private void at(long second, NodeStatus node, String from, String to, long away, String... more) {
        Map<String, String> details =
                new HashMap<>(Map.of("from", from, "to", to, "away", time(away).toString()));
        for (int i = 0; i < more.length; i += 2) {
            details.put(more[i], more[i + 1]);
        }
        event(second, EventType.NODE_STATUS, node, details);
    }

    private void unwatched(long from, long to) {
        add(to, EventType.QUORUM, Map.of("from", time(from).toString(), "to", time(to).toString()));
    }

    private void event(long second, EventType type, NodeStatus node, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("node", node.id().toString());
        add(second, type, all);
    }

    private void add(long second, EventType type, Map<String, String> details) {
        events.add(new Event(
                EventStream.CLUSTER, events.size() + 1L, time(second), type, Severity.INFO, "x", "x", details));
    }

    private static Span span(long from, long to) {
        return new Span(time(from), time(to));
    }

    private static Instant time(long second) {
        return START.plusSeconds(second);
    }
}
