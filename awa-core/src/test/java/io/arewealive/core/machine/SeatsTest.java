package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.id;
import static io.arewealive.core.machine.LocalCluster.node;
import static io.arewealive.core.machine.LocalCluster.witness;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Input;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who votes, what a pair promises, and what is said in advance. */
class SeatsTest {

    private final LocalCluster cluster = new LocalCluster(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("C4")
    void two_nodes_and_a_witness_survive_the_loss_of_any_one(int victim) {
        cluster.start(1, true);
        cluster.start(2, false);
        cluster.start(witness(3), false);
        awaitVoters(1, "n1", "n2", "w3");
        assertEquals(Role.WITNESS, role(1, 3));
        assertEquals(List.of(), hints(1));

        cluster.kill(victim);

        int survivor = victim == 1 ? 2 : 1;
        assertInstanceOf(Applied.class, cluster.editAndWait(survivor, new TableEdit.Add(node(9))));
        awaitFullLeader(survivor);
    }

    @Test
    void a_witness_leaves_its_seat_to_a_third_node_and_takes_it_back() {
        cluster.start(1, true);
        cluster.start(2, false);
        cluster.start(witness(3), false);
        awaitVoters(1, "n1", "n2", "w3");

        cluster.start(4, false);

        awaitVoters(1, "n1", "n2", "n4");
        assertEquals(Role.OBSERVER, role(1, 3));
        cluster.stop(4);
        awaitVoters(1, "n1", "n2", "w3");
        cluster.stop(2);
        awaitVoters(1, "n1");
    }

    @Test
    void a_witness_that_founds_a_cluster_gives_the_lead_and_the_only_seat_to_the_first_full_node() {
        cluster.start(witness(3), true);
        cluster.settle(Duration.ofSeconds(2), 3);
        cluster.start(1, false);

        awaitVoters(1, "n1");
        awaitFullLeader(1);
        cluster.start(2, false);

        awaitVoters(1, "n1", "n2", "w3");
        awaitFullLeader(1);
        cluster.run(Duration.ofSeconds(5));
        assertTrue(cluster.host(1).shown().status().leader().orElseThrow().startsWith("n"));
    }

    @Test
    @Tag("C4")
    void a_pair_says_in_advance_what_the_loss_of_which_node_stops_and_stays_healthy() {
        startPair();

        for (int viewer = 1; viewer <= 2; viewer++) {
            List<Problem> problems = cluster.host(viewer).shown().status().problems();
            assertEquals(
                    List.of(new Problem(
                            Severity.INFO,
                            "cluster",
                            "the loss of n1 would stop all edits until it is back; the loss of n2 would leave edits with one"
                                    + " copy",
                            "add a witness on a third host: awa server --witness --join 127.0.0.1:780" + viewer)),
                    problems);
        }
        cluster.start(witness(3), false);
        awaitVoters(2, "n1", "n2", "w3");
        assertEquals(List.of(), cluster.host(2).shown().status().problems());
    }

    @Test
    void three_voters_say_whose_loss_would_stop_them_once_one_is_away() {
        startThree();
        assertEquals(List.of(), hints(1));

        cluster.kill(3);
        cluster.run(Duration.ofSeconds(1));

        assertEquals(List.of("the loss of n1 or n2 too would stop all edits: of 3 voters n3 is away"), hints(1));
    }

    @Test
    void a_lone_node_says_what_its_loss_would_mean() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);

        assertEquals(
                List.of("n1 is the only node: its loss would stop all edits, and nobody else has the table"), hints(1));
        assertEquals(1, copies(cluster.editAndWait(1, new TableEdit.Add(node(9)))));
    }

    @Test
    void an_edit_in_a_pair_is_on_both_disks_when_it_is_answered() {
        startPair();

        for (int i = 0; i < 50; i++) {
            for (int number = 1; number <= 2; number++) {
                EditOutcome outcome = cluster.editAndWait(number, new TableEdit.Add(node(100 + 2 * i + number)));

                assertEquals(2, copies(outcome));
                long version = ((Applied) outcome).version();
                assertTrue(durableVersionAfterAKillOfBoth() >= version);
            }
        }
    }

    @Test
    void an_edit_in_a_pair_says_one_copy_once_the_observer_is_known_to_be_away() {
        startPair();
        cluster.host(2).frozen = true;

        var outcome = cluster.editAndWait(1, new TableEdit.Add(node(9)));

        assertEquals(1, copies(outcome));
        assertTrue(cluster.host(1).shown().status().summary().online() < 2, "it waited while the observer was there");
        cluster.host(2).frozen = false;
        cluster.settle(Duration.ofSeconds(5), 1, 2);
        cluster.run(Duration.ofSeconds(1));
        assertEquals(2, copies(cluster.editAndWait(1, new TableEdit.Add(node(10)))));
    }

    @Test
    void an_observer_that_is_there_but_does_not_write_is_waited_for_once() {
        startPair();
        cluster.host(2).diskHangs = true;

        Duration first = timed(() -> assertEquals(1, copies(cluster.editAndWait(1, new TableEdit.Add(node(9))))));
        Duration second = timed(() -> assertEquals(1, copies(cluster.editAndWait(1, new TableEdit.Add(node(10))))));

        assertTrue(first.toMillis() >= 1_900 && first.toMillis() <= 2_100, first + "");
        assertTrue(second.toMillis() < 50, second + "");
    }

    @Test
    void with_three_voters_an_edit_is_on_two_disks_at_least() {
        startThree();

        for (int number = 1; number <= 3; number++) {
            assertTrue(copies(cluster.editAndWait(number, new TableEdit.Add(node(100 + number)))) >= 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 8", "3, 2, 9"})
    void all_nodes_are_replaced_one_by_one_without_losing_the_majority_or_a_change(int size, long seed, int rounds) {
        replaceOneByOne(size, seed, rounds);
    }

    @Test
    @Tag("long")
    void all_nodes_are_replaced_many_times() {
        for (long seed = 1; seed <= 8; seed++) {
            replaceOneByOne(2, seed, 20);
            replaceOneByOne(3, seed, 30);
            replaceOneByOne(5, seed, 20);
        }
    }

    /** Whatever the moment: its promotion may be decided, but not known to it yet. */
    @Test
    void a_node_that_leaves_while_it_is_made_a_voter_keeps_no_seat() {
        boolean promoted = false;
        for (int millis = 0; millis < 1_500; millis += 7) {
            var moment = new LocalCluster(millis);
            startAll(moment, 2);
            moment.start(3, false);
            moment.run(Duration.ofMillis(millis));
            promoted |= moment.host(1).shown().status().voters().contains("n3");

            leave(moment, 3);
            moment.run(Duration.ofSeconds(3));

            int at = millis;
            List<String> voters = moment.host(1).shown().status().voters();
            assertFalse(voters.contains("n3"), () -> "after " + at + " ms: " + voters);
            assertInstanceOf(Applied.class, moment.editAndWait(1, new TableEdit.Add(node(9))), () -> "after " + at);
        }
        assertTrue(promoted, "the last moments lie behind the promotion");
    }

    @Test
    void two_nodes_that_leave_while_both_are_made_voters_leave_the_third_able_to_go_on() {
        for (int millis = 0; millis < 1_500; millis += 7) {
            var moment = new LocalCluster(millis);
            startAll(moment, 2);
            moment.start(3, false);
            moment.run(Duration.ofMillis(millis));

            leave(moment, 2, 3);
            moment.run(Duration.ofSeconds(3));

            int at = millis;
            assertInstanceOf(
                    Applied.class,
                    moment.editAndWait(1, new TableEdit.Add(node(9))),
                    () -> "after " + at + " ms: " + moment.describe());
        }
    }

    private static void startAll(LocalCluster started, int size) {
        for (int number = 1; number <= size; number++) {
            started.start(number, number == 1);
        }
        started.settle(Duration.ofSeconds(5), IntStream.rangeClosed(1, size).toArray());
    }

    private static void leave(LocalCluster from, int... numbers) {
        long[] tokens = IntStream.of(numbers)
                .mapToLong(number -> from.ask(
                        number,
                        token -> new Input.Leave(token, Duration.ofMillis(1_500).toNanos())))
                .toArray();
        for (int i = 0; i < numbers.length; i++) {
            int number = numbers[i];
            long token = tokens[i];
            from.runUntil(
                    Duration.ofSeconds(2),
                    "goodbye",
                    () -> from.host(number).answers.containsKey(token));
            from.kill(number);
        }
    }

    /** Every 5 s a new node with an empty disk joins, and the oldest is stopped and deleted, while others edit all the time. */
    private void replaceOneByOne(int size, long seed, int rounds) {
        var rolling = new LocalCluster(seed);
        List<Integer> alive = new ArrayList<>();
        Map<String, Integer> journal = new TreeMap<>();
        for (int number = 1; number <= size; number++) {
            rolling.start(number, number == 1);
            alive.add(number);
        }
        rolling.settle(Duration.ofSeconds(5), alive.stream().mapToInt(i -> i).toArray());

        for (int round = 0; round < rounds; round++) {
            int fresh = size + 1 + round;
            rolling.start(fresh, false);
            alive.add(fresh);
            editFor(rolling, Duration.ofMillis(2_500), alive, journal);
            int oldest = alive.remove(0);
            long token = rolling.ask(
                    oldest, t -> new Input.Leave(t, Duration.ofMillis(1_500).toNanos()));
            while (!rolling.host(oldest).answers.containsKey(token)) {
                editFor(rolling, Duration.ofMillis(50), alive, journal);
            }
            rolling.kill(oldest);
            rolling.hosts.remove(id(oldest));
            editFor(rolling, Duration.ofSeconds(2), alive, journal);
            var gone = rolling.editAndWait(alive.get(0), new TableEdit.Delete(id(oldest), false));
            assertInstanceOf(Applied.class, gone, () -> rolling.describe());
        }

        rolling.settle(Duration.ofSeconds(5), alive.stream().mapToInt(i -> i).toArray());
        for (int number : alive) {
            var table = rolling.host(number).shown().table();
            journal.forEach((name, port) -> assertEquals(
                    port,
                    table.find(name)
                            .orElseThrow(() -> new AssertionError("lost " + name))
                            .port()));
            assertEquals(journal.size() + size, table.nodes().size());
        }
    }

    private void editFor(LocalCluster rolling, Duration time, List<Integer> alive, Map<String, Integer> journal) {
        long end = rolling.now().nanos() + time.toNanos();
        for (int i = 0; rolling.now().nanos() < end; i++) {
            int through = alive.get(i % Math.max(1, alive.size() - 1));
            int port = 1 + (int) (rolling.now().nanos() / 1_000_000 % 60_000);
            String name = "row" + (journal.size() < 20 ? journal.size() : i % 20);
            TableEdit edit = journal.containsKey(name)
                    ? new TableEdit.Update(
                            rolling.host(through)
                                    .shown()
                                    .table()
                                    .find(name)
                                    .orElseThrow()
                                    .id(),
                            NodeEdit.none().withPort(port))
                    : new TableEdit.Add(row(journal.size(), name, port));
            long token = rolling.edit(
                    through, new CommandId(new UUID(77, rolling.now().nanos())), edit, Duration.ofSeconds(5));
            long asked = rolling.now().nanos();
            EditOutcome outcome = rolling.await(through, token);
            assertInstanceOf(Applied.class, outcome, () -> rolling.describe());
            long took = (rolling.now().nanos() - asked) / 1_000_000;
            assertTrue(took < 1_000, () -> "an edit took " + took + " ms\n" + rolling.describe());
            journal.put(name, port);
            rolling.run(Duration.ofMillis(37));
        }
    }

    private static Node row(int number, String name, int port) {
        Node like = node(10_000 + number);
        return new Node(
                like.id(), name, "10.0.0.1", port, like.lifetime(), like.votes(), false, like.claimed(), like.pinned());
    }

    private long durableVersionAfterAKillOfBoth() {
        return Math.min(
                cluster.host(1).shown().table().version(),
                cluster.host(2).shown().table().version());
    }

    private Duration timed(Runnable action) {
        long begin = cluster.now().nanos();
        action.run();
        return Duration.ofNanos(cluster.now().nanos() - begin);
    }

    private static int copies(EditOutcome outcome) {
        return assertInstanceOf(Applied.class, outcome).copies();
    }

    private void startPair() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.start(2, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2);
        cluster.run(Duration.ofSeconds(1));
    }

    private void startThree() {
        startPair();
        cluster.start(3, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        awaitVoters(1, "n1", "n2", "n3");
    }

    private void awaitVoters(int viewer, String... names) {
        cluster.runUntil(
                Duration.ofSeconds(10),
                "voters " + List.of(names),
                () -> cluster.host(viewer).picture.isPresent()
                        && cluster.host(viewer).shown().status().voters().equals(List.of(names)));
        cluster.run(Duration.ofSeconds(1));
    }

    private void awaitFullLeader(int viewer) {
        cluster.runUntil(
                Duration.ofSeconds(5),
                "a full node leads",
                () -> cluster.host(viewer)
                        .shown()
                        .status()
                        .leader()
                        .filter(name -> name.startsWith("n"))
                        .isPresent());
    }

    private List<String> hints(int viewer) {
        return cluster.host(viewer).shown().status().problems().stream()
                .filter(problem -> problem.severity() == Severity.INFO)
                .map(Problem::message)
                .toList();
    }

    private Role role(int viewer, int of) {
        return cluster.host(viewer).shown().status().nodes().stream()
                .filter(node -> node.id().equals(id(of)))
                .map(NodeStatus::role)
                .findFirst()
                .orElseThrow();
    }
}
