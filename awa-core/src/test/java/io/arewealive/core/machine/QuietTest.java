package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Input;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rings and what does not, by virtual time. */
class QuietTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final LocalCluster cluster = new LocalCluster(7);
    private int leader;
    private int victim;
    private int viewer;

    @BeforeEach
    void three_nodes() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.start(2, false);
        cluster.start(3, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
        cluster.run(Duration.ofSeconds(3));
        leader = 1;
        victim = 3;
        viewer = 2;
        assertEquals(Optional.of("n1"), cluster.host(2).shown().status().leader());
        cluster.hosts.values().forEach(host -> host.events.clear());
    }

    @Test
    void a_stall_shorter_than_the_hold_is_shown_at_once_and_told_once_without_ringing() {
        cluster.kill(victim);
        cluster.run(Duration.ofSeconds(1));
        assertEquals(NodeState.OFFLINE, statusOf(victim).state());
        cluster.run(Duration.ofMillis(3_400));
        boot(victim);

        cluster.run(Duration.ofSeconds(20));

        assertEquals(List.of(), rung(viewer));
        assertEquals(1, told(viewer, victim).size());
        Event stall = told(viewer, victim).get(0);
        assertTrue(stall.message().matches("n3 was gone for 4\\.\\d s: process ended"), stall.message());
        assertEquals("true", stall.details().get("stalled"));
    }

    @Test
    void a_longer_loss_rings_once_on_every_node_and_the_return_does_not() {
        cluster.kill(victim);

        Duration rang = cluster.runUntil(
                Duration.ofSeconds(8), "a ring", () -> !rung(viewer).isEmpty());
        assertTrue(rang.toMillis() >= 5_000 && rang.toMillis() < 5_400, rang + "");
        assertEquals(Severity.CRITICAL, rung(viewer).get(0).severity());
        assertTrue(rung(viewer).get(0).message().startsWith("n3 is offline since "), rung(viewer) + "");
        cluster.run(Duration.ofSeconds(60));
        assertEquals(1, rung(viewer).size());
        assertEquals(1, rung(leader).size());
        assertEquals(rung(leader).get(0).number(), rung(viewer).get(0).number());

        boot(victim);
        cluster.run(Duration.ofSeconds(10));
        assertEquals(1, rung(viewer).size());
        assertEquals(2, told(viewer, victim).size());
        assertTrue(
                told(viewer, victim).get(1).message().startsWith("n3 is online again, after 65."),
                told(viewer, victim) + "");
    }

    @Test
    void a_clean_stop_and_a_quick_start_of_each_node_in_turn_ring_nothing() {
        for (int number = 3; number >= 1; number--) {
            stop(number);
            cluster.run(Duration.ofSeconds(2));
            boot(number);
            cluster.run(Duration.ofSeconds(5));
        }

        for (int number = 1; number <= 3; number++) {
            assertEquals(List.of(), rung(number));
        }
    }

    @Test
    void the_loss_of_the_leader_rings_after_the_hold_too_and_once() {
        cluster.kill(leader);

        cluster.run(Duration.ofMillis(4_800));
        assertEquals(List.of(), rung(viewer));
        cluster.run(Duration.ofSeconds(30));

        assertEquals(1, rung(viewer).size());
        assertEquals("n1", rung(viewer).get(0).subject());
    }

    @Test
    void a_change_of_leaders_during_the_hold_neither_loses_the_alarm_nor_doubles_it() {
        cluster.start(4, false);
        cluster.start(5, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3, 4, 5);
        cluster.run(Duration.ofSeconds(1));
        cluster.hosts.values().forEach(host -> host.events.clear());
        cluster.kill(5);
        cluster.run(Duration.ofSeconds(3));
        stop(leader);

        cluster.run(Duration.ofSeconds(30));

        assertEquals(1, told(viewer, 5).size());
        assertEquals(Severity.CRITICAL, told(viewer, 5).get(0).severity());
    }

    @Test
    void the_hold_is_a_setting_of_the_cluster() {
        assign("awa.notify.hold", "1s");

        cluster.kill(victim);

        Duration rang = cluster.runUntil(
                Duration.ofSeconds(8), "a ring", () -> !rung(viewer).isEmpty());
        assertTrue(rang.toMillis() >= 1_000 && rang.toMillis() < 1_400, rang + "");
    }

    @Test
    void a_node_that_comes_and_goes_rings_once_and_is_shown_as_flapping_until_it_is_steady() {
        for (int i = 0; i < 6; i++) {
            comeAndGo(Duration.ofSeconds(8));
        }
        boot(victim);
        cluster.run(Duration.ofSeconds(5));

        List<Event> rung = rung(viewer);
        assertEquals(3, rung.size(), rung + ""); // two losses as such, then that it flaps
        assertTrue(
                rung.get(2).message().startsWith("n3 is flapping: 5 changes within 10 minutes, now offline"),
                rung + "");
        assertEquals(Severity.WARNING, rung.get(2).severity());
        assertEquals("flapping", statusOf(victim).reason());
        assertEquals(Severity.WARNING, problemsOf("n3").get(0).severity());
        assertTrue(problemsOf("n3").get(0).message().startsWith("flapping"), problemsOf("n3") + "");

        cluster.run(Duration.ofMinutes(11));
        assertEquals("", statusOf(victim).reason());
        assertEquals(List.of(), problemsOf("n3"));
        assertEquals(3, rung(viewer).size());
        List<Event> told = told(viewer, victim);
        assertEquals("n3 is steady again: online", told.get(told.size() - 1).message());

        cluster.kill(victim);
        cluster.run(Duration.ofSeconds(6));
        assertEquals(4, rung(viewer).size());
    }

    @Test
    void a_node_that_flapped_and_stays_away_rings_when_that_is_clear() {
        for (int i = 0; i < 4; i++) {
            comeAndGo(Duration.ofSeconds(2));
        }
        assertEquals(1, rung(viewer).size());

        cluster.run(Duration.ofMinutes(11));

        assertEquals(2, rung(viewer).size());
        assertEquals(Severity.CRITICAL, rung(viewer).get(1).severity());
        assertTrue(rung(viewer).get(1).message().startsWith("n3 is offline since"), rung(viewer) + "");
        assertEquals(NodeState.OFFLINE, statusOf(victim).state());
        assertFalse(
                statusOf(victim).reason().contains("flapping"), statusOf(victim).reason());
    }

    @Test
    void a_node_in_maintenance_does_not_ring_and_does_when_that_ends_by_itself() {
        assertInstanceOf(
                EditOutcome.Applied.class, maintain(Optional.of(id(victim)), Duration.ofMinutes(1), "new disk"));
        var window = statusOf(victim).maintenance().orElseThrow();
        assertEquals("new disk", window.reason());
        assertEquals("operator:test", window.author());
        cluster.kill(victim);

        cluster.run(Duration.ofSeconds(50));
        assertEquals(List.of(), rung(viewer));
        assertEquals(NodeState.OFFLINE, statusOf(victim).state());
        assertTrue(problemsOf("n3").stream().allMatch(problem -> problem.severity() == Severity.INFO));
        assertTrue(
                problemsOf("n3").stream()
                        .anyMatch(p -> p.message().startsWith("in maintenance until ")
                                && p.message().endsWith(", by operator:test: new disk")),
                problemsOf("n3") + "");

        cluster.run(Duration.ofSeconds(20));
        assertEquals(1, rung(viewer).size());
        assertEquals("n3", rung(viewer).get(0).subject());
        assertEquals(Optional.empty(), statusOf(victim).maintenance());
        assertEquals(
                List.of(
                        "n3 is in maintenance until 1970-01-01T00:01:",
                        "n3 is not in maintenance any more: its time is over"),
                maintenanceEvents().stream()
                        .map(event ->
                                event.message().length() > 60 && event.message().contains("until")
                                        ? event.message().substring(0, 44)
                                        : event.message())
                        .toList());
    }

    @Test
    void a_permanent_node_that_left_stays_left_in_maintenance_and_is_overdue_afterwards() {
        maintain(Optional.of(id(victim)), Duration.ofHours(2), "");
        stop(victim);

        cluster.run(Duration.ofMinutes(40));
        assertEquals(NodeState.LEFT, statusOf(victim).state());
        assertEquals(List.of(), rung(viewer));

        assertInstanceOf(EditOutcome.Applied.class, maintain(Optional.of(id(victim)), Duration.ZERO, ""));
        cluster.run(Duration.ofSeconds(2));
        assertEquals(NodeState.OFFLINE, statusOf(victim).state());
        assertEquals("left and did not return", statusOf(victim).reason());
        assertEquals(1, rung(viewer).size());
    }

    @Test
    void the_maintenance_of_the_whole_cluster_keeps_even_the_loss_of_the_majority_quiet() {
        maintain(Optional.empty(), Duration.ofMinutes(5), "");
        cluster.kill(leader);
        cluster.kill(victim);

        cluster.run(Duration.ofMinutes(4));

        assertEquals(List.of(), rungLocally(viewer));
        assertTrue(cluster.host(viewer).shown().status().problems().stream()
                .allMatch(problem -> problem.severity() == Severity.INFO));
        cluster.run(Duration.ofMinutes(2));
        assertEquals(1, rungLocally(viewer).size());
        assertEquals(Severity.CRITICAL, cluster.host(viewer).shown().status().severity());
    }

    @Test
    void one_node_does_not_leave_the_maintenance_of_the_whole_cluster_by_itself() {
        maintain(Optional.empty(), Duration.ofMinutes(5), "");

        var refused = assertInstanceOf(EditOutcome.Refused.class, maintain(Optional.of(id(victim)), Duration.ZERO, ""));

        assertEquals("n3 is in maintenance with the whole cluster; end that with --all", refused.message());
        maintain(Optional.of(id(victim)), Duration.ofMinutes(9), "");
        maintain(Optional.empty(), Duration.ZERO, "");
        cluster.run(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), statusOf(victim).maintenance());
    }

    @Test
    void a_node_that_is_not_in_the_table_cannot_be_in_maintenance() {
        var refused =
                assertInstanceOf(EditOutcome.Refused.class, maintain(Optional.of(id(77)), Duration.ofMinutes(5), ""));

        assertEquals(EditOutcome.Refusal.NO_SUCH_NODE, refused.reason());
    }

    @Test
    void the_loss_of_the_majority_is_told_at_once_and_rings_when_it_lasts() {
        cluster.kill(leader);
        cluster.kill(victim);

        cluster.run(Duration.ofSeconds(1));
        assertEquals(List.of(), rungLocally(viewer));
        assertEquals(1, quorumEvents().size());
        cluster.run(Duration.ofSeconds(20));

        assertEquals(1, rungLocally(viewer).size());
        assertEquals(2, quorumEvents().size());
        assertEquals(EventType.QUORUM, rungLocally(viewer).get(0).type());
    }

    @Test
    void a_time_without_a_leader_is_told_so_that_history_knows_what_it_does_not_know() {
        cluster.kill(leader);
        cluster.kill(victim);
        cluster.run(Duration.ofMinutes(3));
        boot(victim);
        cluster.run(Duration.ofSeconds(10));

        List<Event> gaps = cluster.host(viewer).events.stream()
                .filter(event -> event.stream() == EventStream.CLUSTER && event.type() == EventType.QUORUM)
                .toList();

        assertEquals(1, gaps.size(), cluster.host(viewer).events + "");
        var from = java.time.Instant.parse(gaps.get(0).details().get("from"));
        var to = java.time.Instant.parse(gaps.get(0).details().get("to"));
        long seconds = Duration.between(from, to).toSeconds();
        assertTrue(seconds >= 179 && seconds <= 245, seconds + " s");
    }

    @Test
    void a_quick_change_of_leaders_is_no_gap() {
        cluster.kill(leader);
        cluster.run(Duration.ofSeconds(10));

        assertTrue(cluster.host(viewer).events.stream()
                .noneMatch(event -> event.stream() == EventStream.CLUSTER && event.type() == EventType.QUORUM));
    }

    @Test
    void what_is_quiet_survives_a_snapshot() {
        var state = new ClusterState(LocalCluster.CLUSTER);
        state.apply(
                new io.arewealive.core.raft.Entry(
                        1,
                        1,
                        io.arewealive.core.raft.Entry.Kind.COMMAND,
                        CommandCodec.encode(new Command.Envelope(
                                CommandId.random(),
                                1_000,
                                "operator",
                                new Command.Maintain(Optional.empty(), 60_000, "all")))),
                io.arewealive.core.raft.Membership.of(java.util.Set.of(id(1))));

        var restored = ClusterState.restore(state.snapshot());

        assertEquals(state.snapshot(), restored.snapshot());
        assertEquals(
                "all",
                restored.judging().maintenances().ofCluster(2_000).orElseThrow().reason());
    }

    @Test
    void a_snapshot_of_before_there_were_alarms_is_understood() {
        var old = new io.arewealive.core.wire.WireWriter();
        old.u8(1).uuid(LocalCluster.CLUSTER).i64(5);
        tableOfBefore(old);
        old.i32(0)
                .i32(1)
                .uuid(id(3).value())
                .text("offline")
                .text("process ended")
                .i64(4_000)
                .i32(0)
                .i64(0)
                .i32(0);

        var restored = ClusterState.restore(old.toBytes());

        var standing = restored.verdict(id(3)).orElseThrow();
        assertEquals(NodeState.OFFLINE, standing.state());
        assertTrue(standing.told());
        assertTrue(restored.table().refusal(id(9)).isPresent());
    }

    @Test
    void a_snapshot_of_before_ids_were_kept_with_their_names_is_understood() {
        var old = new io.arewealive.core.wire.WireWriter();
        old.u8(2).uuid(LocalCluster.CLUSTER).i64(5);
        tableOfBefore(old);
        old.i32(0);
        new Judging().write(old);
        old.i32(0).i64(0).i32(0);

        var restored = ClusterState.restore(old.toBytes());

        assertTrue(restored.table().refusal(id(9)).isPresent());
        assertEquals(
                restored.snapshot(), ClusterState.restore(restored.snapshot()).snapshot());
    }

    /** No rows, no changes, and the id of a node that was expelled. */
    private static void tableOfBefore(io.arewealive.core.wire.WireWriter out) {
        out.i32(0).i32(1).uuid(id(9).value()).i64(0).i64(0).i64(0).i32(0);
    }

    private void comeAndGo(Duration away) {
        if (!cluster.host(victim).isUp()) {
            boot(victim);
        }
        cluster.run(Duration.ofSeconds(3));
        cluster.kill(victim);
        cluster.run(away);
    }

    private void boot(int number) {
        cluster.boot(cluster.host(number));
    }

    private void stop(int number) {
        long token = cluster.ask(number, t -> new Input.Leave(t, TIMEOUT.toNanos()));
        cluster.runUntil(
                TIMEOUT.plusSeconds(1),
                "goodbye",
                () -> cluster.host(number).answers.containsKey(token));
        cluster.run(Duration.ofMillis(50));
        cluster.kill(number);
    }

    private EditOutcome maintain(Optional<NodeId> node, Duration time, String reason) {
        return cluster.await(
                viewer,
                cluster.ask(
                        viewer,
                        token -> new Input.Maintain(
                                token,
                                CommandId.random(),
                                "operator:test",
                                node,
                                time.toMillis(),
                                reason,
                                TIMEOUT.toNanos())));
    }

    private void assign(String key, String value) {
        cluster.await(
                viewer,
                cluster.ask(
                        viewer,
                        token -> new Input.Assign(
                                token, CommandId.random(), "operator:test", key, value, TIMEOUT.toNanos())));
    }

    private NodeStatus statusOf(int number) {
        return cluster.host(viewer).shown().status().nodes().stream()
                .filter(node -> node.id().equals(id(number)))
                .findFirst()
                .orElseThrow();
    }

    private List<Problem> problemsOf(String name) {
        return cluster.host(viewer).shown().status().problems().stream()
                .filter(problem -> problem.subject().equals(name))
                .toList();
    }

    /** The cluster's events that woke somebody. */
    private List<Event> rung(int number) {
        return ringing(number, EventStream.CLUSTER);
    }

    private List<Event> rungLocally(int number) {
        return ringing(number, EventStream.LOCAL);
    }

    private List<Event> ringing(int number, EventStream stream) {
        return cluster.host(number).events.stream()
                .filter(event -> event.stream() == stream && event.severity() != Severity.INFO)
                .toList();
    }

    private List<Event> told(int number, int about) {
        return cluster.host(number).events.stream()
                .filter(event -> event.stream() == EventStream.CLUSTER && event.type() == EventType.NODE_STATUS)
                .filter(event -> event.subject().equals("n" + about))
                .toList();
    }

    private List<Event> quorumEvents() {
        return cluster.host(viewer).events.stream()
                .filter(event -> event.stream() == EventStream.LOCAL && event.type() == EventType.QUORUM)
                .toList();
    }

    private List<Event> maintenanceEvents() {
        return cluster.host(viewer).events.stream()
                .filter(event -> event.stream() == EventStream.CLUSTER && event.type() == EventType.MAINTENANCE)
                .toList();
    }

    private static NodeId id(int number) {
        return LocalCluster.id(number);
    }
}
