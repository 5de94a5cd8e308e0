package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.id;
import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Input;
import io.arewealive.core.table.TableEdit;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NodeMachineTest {

    private final LocalCluster cluster = new LocalCluster(1);

    @Test
    @Tag("A1")
    void the_first_node_has_itself_at_version_one_and_is_online() {
        cluster.start(1, true);

        cluster.settle(Duration.ofSeconds(2), 1);

        var picture = cluster.host(1).shown();
        assertEquals(1, picture.table().version());
        assertEquals(
                List.of("n1"), picture.table().nodes().stream().map(Node::name).toList());
        assertEquals(NodeState.ONLINE, picture.status().nodes().get(0).state());
        assertTrue(picture.status().quorum());
    }

    @Test
    void a_node_that_hears_nobody_shows_all_the_same_that_it_goes_on() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);

        for (int i = 0; i < 20; i++) {
            cluster.run(Duration.ofMillis(700));

            long taken = cluster.host(1).shown().status().takenAt().toEpochMilli();
            long age = cluster.now().wallMillis() - taken;
            assertTrue(age <= 1_100, () -> "the picture is " + age + " ms old");
        }
    }

    @Test
    @Tag("A2")
    void a_second_node_gets_the_same_rows_version_and_changes() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.start(2, false);

        cluster.settle(Duration.ofSeconds(5), 1, 2);

        var one = cluster.host(1).shown().table();
        var two = cluster.host(2).shown().table();
        assertEquals(one.nodes(), two.nodes());
        assertEquals(one.changes().since(0, 100), two.changes().since(0, 100));
        assertEquals(2, two.version());
    }

    @Test
    void one_voter_becomes_three_when_two_more_have_caught_up() {
        startThree();

        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(3).shown().status().voters().size() == 3);
    }

    @Test
    @Tag("A7")
    void an_edit_from_any_node_is_shown_by_all() {
        startThree();

        var outcome = cluster.editAndWait(3, new TableEdit.Add(node(9)));

        var applied = assertInstanceOf(EditOutcome.Applied.class, outcome);
        cluster.settle(Duration.ofSeconds(2), 1, 2, 3);
        for (int number = 1; number <= 3; number++) {
            var change = cluster.host(number)
                    .shown()
                    .table()
                    .changes()
                    .since(applied.version() - 1, 1)
                    .get(0);
            assertEquals(id(9), change.nodeId());
        }
    }

    @Test
    @Tag("A11")
    void edits_at_the_same_instant_all_survive_in_one_order() {
        startThree();
        long before = cluster.host(1).shown().table().version();
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int from = 1 + i % 3;
            tokens.add(cluster.edit(
                    from, new CommandId(new UUID(5, i)), new TableEdit.Add(node(100 + i)), Duration.ofSeconds(10)));
        }

        for (int i = 0; i < 300; i++) {
            assertInstanceOf(EditOutcome.Applied.class, cluster.await(1 + i % 3, tokens.get(i)));
        }

        cluster.settle(Duration.ofSeconds(3), 1, 2, 3);
        assertEquals(before + 300, cluster.host(2).shown().table().version());
    }

    @Test
    void the_database_waits_until_a_node_that_comes_is_current() {
        startThree();
        for (int i = 0; i < 30; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(100 + i)));
        }
        cluster.kill(3);
        long missed = cluster.host(1).shown().table().version();
        cluster.host(3).stored.clear();
        cluster.boot(cluster.host(3));

        cluster.runUntil(
                Duration.ofSeconds(5),
                "a database behind the table",
                () -> !cluster.host(3).stored.isEmpty());

        assertTrue(cluster.host(3).shown().status().synced());
        assertTrue(cluster.host(3).stored.get(0) >= missed, () -> "filled with " + cluster.host(3).stored);
    }

    @Test
    void a_voter_that_is_started_again_is_current_as_soon_as_its_leader_has_told_it_how_far_it_is() {
        startThree();
        for (int i = 0; i < 30; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(100 + i)));
        }
        cluster.kill(3);
        cluster.run(Duration.ofSeconds(1));
        cluster.boot(cluster.host(3));
        cluster.runUntil(
                Duration.ofSeconds(5),
                "a leader",
                () -> cluster.host(3).picture.isPresent()
                        && cluster.host(3).shown().status().quorum());

        cluster.runUntil(
                Duration.ofMillis(100),
                "all that the leader has",
                () -> cluster.host(3).shown().status().synced());

        assertEquals(
                cluster.host(1).shown().table().version(),
                cluster.host(3).shown().table().version());
    }

    @Test
    void the_database_of_a_node_that_finds_nobody_waits_for_ten_seconds() {
        startThree();
        cluster.kill(1);
        cluster.kill(2);
        cluster.kill(3);
        cluster.host(3).stored.clear();
        cluster.boot(cluster.host(3));

        cluster.run(Duration.ofSeconds(9));
        assertEquals(List.of(), cluster.host(3).stored);

        cluster.run(Duration.ofSeconds(2));
        assertEquals(
                cluster.host(3).shown().table().version(),
                cluster.host(3).stored.get(0));
    }

    @Test
    @Tag("A10")
    void the_same_command_again_is_applied_once_and_said_to_be_there_already() {
        startThree();
        var command = new CommandId(new UUID(7, 7));
        var edit = new TableEdit.Add(node(9));

        var first = cluster.await(2, cluster.edit(2, command, edit, Duration.ofSeconds(5)));
        cluster.settle(Duration.ofSeconds(2), 1, 2, 3);
        var again = cluster.await(3, cluster.edit(3, command, edit, Duration.ofSeconds(5)));

        long version = assertInstanceOf(EditOutcome.Applied.class, first).version();
        assertEquals(new EditOutcome.Applied(command, version, true, 2), again);
    }

    @Test
    @Tag("A12")
    void without_a_majority_an_edit_is_refused_in_time_and_was_never_written() {
        startThree();
        isolate(3);
        cluster.run(Duration.ofSeconds(3));

        var refused = cluster.editAndWait(3, new TableEdit.Add(node(8)));
        var accepted = cluster.editAndWait(leaderAmong(1, 2), new TableEdit.Add(node(9)));

        assertInstanceOf(EditOutcome.NoQuorum.class, refused);
        assertInstanceOf(EditOutcome.Applied.class, accepted);
        assertFalse(cluster.host(3).shown().status().quorum());
        cluster.heal();
        cluster.settle(Duration.ofSeconds(10), 1, 2, 3);
        assertEquals(4, cluster.host(3).shown().table().nodes().size());
        assertTrue(cluster.host(3).shown().table().find("n9").isPresent());
    }

    @Test
    @Tag("A12")
    void a_leader_that_is_cut_off_shows_that_there_is_no_quorum_as_soon_as_the_others_are_offline() {
        startThree();
        int leader = leaderAmong(1, 2, 3);
        Duration verdict = LocalCluster.LIVENESS.suspect().plus(LocalCluster.LIVENESS.confirm());
        isolate(leader);

        var took = cluster.runUntil(Duration.ofSeconds(10), "no quorum", () -> {
            var status = cluster.host(leader).shown().status();
            return !status.quorum()
                    && status.problems().stream()
                            .anyMatch(problem -> problem.message().startsWith("no quorum: 1 of 3"));
        });

        assertTrue(took.compareTo(verdict.plus(LocalCluster.LIVENESS.beat())) <= 0, took::toString);
        cluster.heal();
        cluster.runUntil(
                Duration.ofSeconds(10),
                "a quorum again",
                () -> IntStream.rangeClosed(1, 3)
                        .allMatch(
                                number -> cluster.host(number).shown().status().quorum()));
    }

    @Test
    @Tag("A12")
    void a_leader_of_a_majority_shows_a_quorum_while_another_is_offline() {
        startThree();
        int leader = leaderAmong(1, 2, 3);
        int other = leader % 3 + 1;
        isolate(other);

        cluster.runUntil(Duration.ofSeconds(10), "offline", () -> state(leader, other) == NodeState.OFFLINE);

        assertTrue(cluster.host(leader).shown().status().quorum());
    }

    @Test
    @Tag("A12")
    void an_edit_on_a_leader_that_is_cut_off_ends_unknown_and_its_fate_can_be_asked() {
        startThree();
        int leader = leaderAmong(1, 2, 3);
        int other = leader == 1 ? 2 : 1;
        isolate(leader);
        var command = new CommandId(new UUID(7, 8));

        var unknown =
                cluster.await(leader, cluster.edit(leader, command, new TableEdit.Add(node(8)), Duration.ofSeconds(2)));
        cluster.heal();
        cluster.settle(Duration.ofSeconds(10), 1, 2, 3);
        long token = cluster.ask(other, t -> new Input.AskFate(t, command));
        cluster.run(Duration.ofMillis(10));

        assertInstanceOf(EditOutcome.Unknown.class, unknown);
        var fate = (Fate) cluster.host(other).answers.get(token);
        boolean inTable = cluster.host(other).shown().table().find("n8").isPresent();
        assertEquals(inTable, fate instanceof Fate.Applied, fate + " but in the table: " + inTable);
    }

    @Test
    @Tag("A8")
    void a_node_that_was_cut_off_during_a_hundred_edits_gets_them_in_order() {
        startThree();
        isolate(3);
        cluster.run(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(
                    EditOutcome.Applied.class,
                    cluster.editAndWait(leaderAmong(1, 2), new TableEdit.Add(node(100 + i))));
        }
        int before = cluster.host(3).events.size();

        cluster.heal();
        cluster.settle(Duration.ofSeconds(10), 1, 2, 3);

        List<Long> versions = cluster
                .host(3)
                .events
                .subList(before, cluster.host(3).events.size())
                .stream()
                .filter(event -> event.type() == EventType.TABLE_CHANGE)
                .map(event -> Long.parseLong(event.details().get("version")))
                .toList();
        assertEquals(100, versions.size());
        assertEquals(versions.stream().sorted().toList(), versions);
    }

    @Test
    void kill_is_seen_soon_and_told_once_by_the_cluster() {
        startThree();
        int leader = leaderAmong(1, 2, 3);
        int victim = leader == 3 ? 2 : 3;
        int viewer = 6 - leader - victim;

        cluster.kill(victim);

        Duration seen =
                cluster.runUntil(Duration.ofSeconds(1), "offline", () -> state(viewer, victim) == NodeState.OFFLINE);
        assertTrue(seen.toMillis() < 20, seen + "");
        assertEquals("process ended", statusOf(viewer, victim).reason());
        cluster.run(Duration.ofSeconds(8));
        long verdicts = cluster.host(viewer).events.stream()
                .filter(event -> event.stream() == EventStream.CLUSTER && event.type() == EventType.NODE_STATUS)
                .filter(event -> event.details().get("node").equals(id(victim).toString()))
                .filter(event -> "offline".equals(event.details().get("to")))
                .count();
        assertEquals(1, verdicts);
    }

    @Test
    @Tag("A6")
    void a_node_alone_starts_from_its_own_disk_says_so_and_syncs_later() {
        startThree();
        cluster.editAndWait(1, new TableEdit.Add(node(9)));
        cluster.settle(Duration.ofSeconds(2), 1, 2, 3);
        cluster.kill(1);
        cluster.kill(2);
        cluster.kill(3);
        cluster.run(Duration.ofSeconds(1));

        cluster.boot(cluster.host(3));
        cluster.run(Duration.ofSeconds(5));

        var alone = cluster.host(3).shown();
        assertTrue(alone.table().version() >= 3, "it shows what it has");
        assertFalse(alone.status().synced());
        assertFalse(alone.joined());
        cluster.boot(cluster.host(1));
        cluster.settle(Duration.ofSeconds(10), 1, 3);
        assertTrue(cluster.host(3).shown().status().synced());
    }

    @Test
    @Tag("A14")
    void a_node_that_restarts_elsewhere_keeps_its_row() {
        startThree();
        cluster.kill(2);
        var host = cluster.host(2);
        host.self = new Node(id(2), "n2", "10.0.0.9", 7999, Lifetime.PERMANENT, Votes.AUTO, false, true, false);

        cluster.boot(host);

        cluster.runUntil(Duration.ofSeconds(10), "the new address on all", () -> {
            for (int number = 1; number <= 3; number++) {
                var table = cluster.host(number).shown().table();
                if (table.nodes().size() != 3
                        || !table.find("n2").orElseThrow().address().equals("10.0.0.9:7999")) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    @Tag("A13")
    void an_update_changes_one_row_everywhere() {
        startThree();

        cluster.editAndWait(2, new TableEdit.Update(id(3), NodeEdit.none().withName("renamed")));

        cluster.settle(Duration.ofSeconds(2), 1, 2, 3);
        for (int number = 1; number <= 3; number++) {
            var names = cluster.host(number).shown().table().nodes().stream()
                    .map(Node::name)
                    .toList();
            assertEquals(List.of("n1", "n2", "renamed"), names);
        }
    }

    @Test
    @Tag("A18")
    void the_answer_of_a_node_tells_its_version_so_that_it_is_shown_how_far_it_is_behind() {
        startThree();

        long token = cluster.ask(1, t -> new Input.AskStatus(t, 1_000_000_000L));
        cluster.run(Duration.ofMillis(100));

        var status = (ClusterStatus) cluster.host(1).answers.get(token);
        for (NodeStatus node : status.nodes()) {
            assertEquals(status.version(), node.version().orElseThrow());
            assertEquals(0, node.lag().orElseThrow());
            assertTrue(node.latencyMillis().isPresent());
            assertEquals(0, node.clockOffsetMillis().orElseThrow());
        }
    }

    @Test
    void a_voter_that_leaves_gives_its_seat_back_first() {
        startThree();
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
        int leaver = leaderAmong(1, 2, 3);
        int other = leaver == 1 ? 2 : 1;

        long token = cluster.ask(leaver, t -> new Input.Leave(t, 3_000_000_000L));
        cluster.runUntil(
                Duration.ofSeconds(4),
                "it may go",
                () -> cluster.host(leaver).answers.containsKey(token));
        cluster.kill(leaver);

        assertEquals(1, cluster.host(other).shown().status().voters().size());
        cluster.runUntil(Duration.ofSeconds(2), "left", () -> state(other, leaver) == NodeState.LEFT);
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(other, new TableEdit.Add(node(9))));
    }

    @Test
    void voters_that_lose_their_seats_because_another_leaves_keep_their_leader() {
        startThree();
        int leader = leaderAmong(1, 2, 3);
        int leaver = leader == 3 ? 2 : 3;
        int other = 6 - leader - leaver;
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(other).shown().status().voters().size() == 3);
        int before = cluster.host(other).events.size();

        long token = cluster.ask(leaver, t -> new Input.Leave(t, 3_000_000_000L));
        Duration took = cluster.runUntil(
                Duration.ofSeconds(4),
                "it may go",
                () -> cluster.host(leaver).answers.containsKey(token));
        cluster.kill(leaver);
        cluster.run(Duration.ofSeconds(5));

        assertTrue(took.toMillis() < 500, took + "");
        var lost = cluster
                .host(other)
                .events
                .subList(before, cluster.host(other).events.size())
                .stream()
                .filter(event -> event.type() == EventType.LEADER || event.type() == EventType.QUORUM)
                .toList();
        assertEquals(List.of(), lost);
        assertEquals(List.of("n" + leader), cluster.host(other).shown().status().voters());
    }

    @Test
    void a_node_that_was_paused_blames_itself() {
        startThree();
        int paused = 3;
        cluster.host(paused).frozen = true;
        cluster.run(Duration.ofSeconds(5));
        int viewer = leaderAmong(1, 2);
        assertEquals(NodeState.OFFLINE, state(viewer, paused));
        assertEquals("unreachable", statusOf(viewer, paused).reason());

        cluster.host(paused).frozen = false;
        cluster.run(Duration.ofMillis(10));

        for (int other = 1; other <= 2; other++) {
            assertEquals(NodeState.ONLINE, state(paused, other));
        }
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(2),
                "it blames itself",
                () -> statusOf(viewer, paused).reason().startsWith("paused"));
    }

    @Test
    @Tag("A9")
    void a_change_behind_a_gap_waits_for_the_missing_ones_and_no_two_nodes_ever_differ_at_one_version() {
        startThree();
        cluster.lossPercent = 30;
        Map<Long, ChangeHash> agreed = new HashMap<>();
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tokens.add(cluster.edit(
                    1 + i % 3,
                    new CommandId(new UUID(5, i)),
                    new TableEdit.Add(node(100 + i)),
                    Duration.ofSeconds(60)));
            for (int steps = 0; steps < 20; steps++) {
                cluster.run(Duration.ofMillis(5));
                for (int number = 1; number <= 3; number++) {
                    var table = cluster.host(number).shown().table();
                    ChangeHash before = agreed.putIfAbsent(table.version(), table.hash());
                    assertTrue(before == null || before.equals(table.hash()), "version " + table.version());
                }
            }
        }
        cluster.lossPercent = 0;
        cluster.settle(Duration.ofSeconds(60), 1, 2, 3);
        for (int i = 0; i < 60; i++) {
            assertInstanceOf(EditOutcome.Applied.class, cluster.await(1 + i % 3, tokens.get(i)));
        }

        cluster.settle(Duration.ofSeconds(60), 1, 2, 3);
        assertEquals(63, cluster.host(3).shown().table().nodes().size());
        assertTrue(agreed.size() > 30, "many versions were compared: " + agreed.size());
    }

    @Test
    void a_node_far_behind_gets_a_snapshot_and_the_rest() {
        cluster.snapshots = NodeSetup.Snapshots.every(50);
        startThree();
        cluster.kill(3);
        for (int i = 0; i < 300; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(100 + i)));
        }

        cluster.boot(cluster.host(3));

        cluster.settle(Duration.ofSeconds(10), 1, 2, 3);
        assertEquals(303, cluster.host(3).shown().table().nodes().size());
    }

    @Test
    void a_node_that_is_new_is_not_told_what_was_before_it_came() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        for (int i = 0; i < 200; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(100 + i)));
        }

        cluster.start(2, false);
        cluster.settle(Duration.ofSeconds(10), 1, 2);
        cluster.editAndWait(1, new TableEdit.Add(node(500)));
        cluster.settle(Duration.ofSeconds(10), 1, 2);

        List<Event> told = cluster.host(2).events.stream()
                .filter(event -> event.stream() == EventStream.CLUSTER)
                .toList();
        assertTrue(told.size() < 20, () -> told.size() + " events");
        assertTrue(told.stream().anyMatch(event -> event.message().contains("n500")), told::toString);
    }

    private void startThree() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.start(2, false);
        cluster.start(3, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
    }

    private void isolate(int number) {
        for (int other = 1; other <= 3; other++) {
            if (other != number) {
                cluster.cut(number, other);
            }
        }
    }

    private int leaderAmong(int... numbers) {
        int[] found = new int[1];
        cluster.runUntil(Duration.ofSeconds(10), "a leader", () -> {
            for (int number : numbers) {
                var status = cluster.host(number).shown().status();
                if (status.quorum() && status.leader().equals(Optional.of("n" + number))) {
                    found[0] = number;
                    return true;
                }
            }
            return false;
        });
        return found[0];
    }

    private NodeState state(int viewer, int node) {
        return statusOf(viewer, node).state();
    }

    private NodeStatus statusOf(int viewer, int node) {
        NodeId id = id(node);
        return cluster.host(viewer).shown().status().nodes().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
