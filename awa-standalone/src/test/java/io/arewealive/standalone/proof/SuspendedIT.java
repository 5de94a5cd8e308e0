package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is stopped and goes on later: briefly nobody notices, longer it is replaced, and it blames itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendedIT {

    private Cluster cluster;
    private int edits;

    @BeforeAll
    void start(@TempDir Path home) {
        cluster = Cluster.of(home, 3);
        await("three voters")
                .atMost(Box.LONGEST)
                .until(() -> status(cluster.box(1)).voters().size() == 3);
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void for_0_3_seconds_nobody_notices(boolean leads) throws Exception {
        Box victim = victim(leads);
        ClusterStatus before = status(other(victim));
        List<Long> seen = lastEvents(EventType.NODE_STATUS);

        suspend(victim, Duration.ofMillis(300));
        edit(victim);
        edit(other(victim));

        assertEquals(seen, lastEvents(EventType.NODE_STATUS), "nobody was suspected, not even for a moment");
        assertEquals(before.term(), status(other(victim)).term());
    }

    @ParameterizedTest
    @Tag("A17")
    @ValueSource(booleans = {true, false})
    void for_2_seconds_the_others_go_on_and_it_comes_back_and_blames_itself(boolean leads) throws Exception {
        isReplacedAndReturns(leads, Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("long")
    void for_30_seconds_it_is_no_different(boolean leads) throws Exception {
        isReplacedAndReturns(leads, Duration.ofSeconds(30));
    }

    private void isReplacedAndReturns(boolean leads, Duration time) throws Exception {
        Box victim = victim(leads);
        long pid = victim.pid();
        Box witness = other(victim);
        long before = lastEvents(EventType.NODE_STATUS).get(cluster.boxes().indexOf(victim));
        long start = System.nanoTime();
        victim.signal("STOP");
        try {
            await("it is missed")
                    .atMost(Box.LONGEST)
                    .until(() -> of(victim, witness).state() == NodeState.OFFLINE);
            assertEquals("unreachable", of(victim, witness).reason());
            await("somebody leads")
                    .atMost(Box.LONGEST)
                    .until(() -> status(witness)
                            .leader()
                            .filter(name -> !name.equals(victim.name()))
                            .isPresent());
            assertStatusBesideItIsWhatOthersSee(victim);
            edit(witness);
            await("the time is over")
                    .atMost(time.plusSeconds(60))
                    .until(() -> System.nanoTime() - start >= time.toNanos());
        } finally {
            victim.signal("CONT");
        }
        cluster.awaitAllOnline();

        for (Box viewer : cluster.boxes()) {
            await(viewer.name() + " shows why")
                    .atMost(Box.LONGEST)
                    .until(() -> of(victim, viewer).reason().startsWith("paused "));
        }
        assertEquals(pid, victim.pid());
        List<Event> blamed = eventsSince(victim, before).stream()
                .filter(event -> "offline".equals(event.details().get("to")))
                .toList();
        assertEquals(List.of(), blamed, "it blames nobody else for its own pause");
        edit(victim);
        await("equal").atMost(Box.LONGEST).until(() -> Picture.of(victim).equals(Picture.of(witness)));
    }

    /** For a person who is logged in where the server hangs. */
    private static void assertStatusBesideItIsWhatOthersSee(Box victim) {
        long begin = System.nanoTime();
        Box.Result shown = victim.awa("status");
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertEquals(2, shown.code(), shown::toString);
        assertTrue(shown.err().contains("has not answered yet; it may hang"), shown::toString);
        assertTrue(shown.err().contains("awa: asked db-"), shown::toString);
        assertTrue(
                shown.out().lines().anyMatch(line -> line.matches(victim.name() + " .* Offline .*")), shown::toString);
        assertTrue(taken.toMillis() < 4_500, taken::toString); // 1.5 s, on a machine that does nothing else
    }

    private void suspend(Box box, Duration time) throws Exception {
        box.signal("STOP");
        long start = System.nanoTime();
        try {
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() - start >= time.toNanos());
        } finally {
            box.signal("CONT");
        }
    }

    private Box victim(boolean leads) {
        String leader = status(cluster.box(1)).leader().orElseThrow();
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(leader) == leads)
                .findFirst()
                .orElseThrow();
    }

    private Box other(Box box) {
        return cluster.boxes().stream().filter(each -> each != box).findFirst().orElseThrow();
    }

    private void edit(Box box) {
        try (Server server = box.connect()) {
            String name = "row-" + ++edits;
            await("an edit through " + box.name())
                    .atMost(Box.LONGEST)
                    .until(() -> server.nodes().add(name, "10.0.0.1", edits) instanceof EditOutcome.Applied
                            || server.nodes().find(name).isPresent());
        }
    }

    private List<Long> lastEvents(EventType type) {
        return cluster.boxes().stream()
                .map(box -> events(box).stream()
                        .filter(event -> event.type() == type)
                        .mapToLong(Event::number)
                        .max()
                        .orElse(0))
                .toList();
    }

    private static List<Event> events(Box box) {
        return eventsSince(box, 0);
    }

    private static List<Event> eventsSince(Box box, long number) {
        try (Server server = box.connect()) {
            return server.events().since(EventStream.LOCAL, number, 1_000);
        }
    }

    private static ClusterStatus status(Box viewer) {
        try (Server server = viewer.connect()) {
            return server.askStatus(Duration.ofMillis(500));
        }
    }

    private static NodeStatus of(Box box, Box viewer) {
        return status(viewer).nodes().stream()
                .filter(node -> node.name().equals(box.name()))
                .findFirst()
                .orElseThrow();
    }
}
