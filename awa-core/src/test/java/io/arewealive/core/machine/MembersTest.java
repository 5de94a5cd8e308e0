package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.id;
import static io.arewealive.core.machine.LocalCluster.node;
import static io.arewealive.core.machine.LocalCluster.witness;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Ending;
import io.arewealive.core.table.TableEdit;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.EditOutcome.Refused;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator wants of the voters' seats, and what becomes of it. */
@Tag("R9")
class MembersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LocalCluster cluster = new LocalCluster(1);
    private final List<Long> writes = new ArrayList<>();

    @Test
    void a_node_that_is_added_gets_the_seat_of_one_that_nobody_added_while_others_write() {
        startNodes(4);
        awaitVoters(1, "n1", "n2", "n3");

        write(1, 20);
        assertApplied(seat(2, 4, true));
        write(1, 20);

        awaitVoters(1, "n1", "n2", "n4");
        write(3, 20);
        assertAllWritten(60);
    }

    @Test
    void a_leader_that_is_removed_hands_over_first_and_stays_removed_over_its_restarts() {
        startNodes(4);
        awaitVoters(1, "n1", "n2", "n3");
        assertEquals(1, cluster.leader());

        write(2, 20);
        assertApplied(seat(1, 1, false));
        write(2, 20);
        awaitVoters(2, "n2", "n3", "n4");
        assertAllWritten(40);

        cluster.kill(1);
        cluster.run(Duration.ofSeconds(1));
        cluster.boot(cluster.host(1));
        cluster.settle(PATIENCE, 1, 2, 3, 4);
        cluster.kill(2);
        cluster.run(Duration.ofSeconds(90));

        awaitVoters(3, "n2", "n3", "n4");
        assertEquals(Votes.REMOVED, member(3, "n1").votes());
        assertApplied(seat(3, 1, true));
        awaitVoters(3, "n1", "n3", "n4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377})
    void a_crash_at_any_step_leaves_the_old_or_the_new_voters_at_work(int millis) {
        startNodes(4);
        awaitVoters(1, "n1", "n2", "n3");

        cluster.edit(2, command(7), new TableEdit.Seat(id(1), false), PATIENCE);
        cluster.run(Duration.ofMillis(millis));
        cluster.kill(1);

        assertInstanceOf(Applied.class, cluster.editAndWait(3, new TableEdit.Add(node(9))));
        Set<String> voters = voters(3);
        assertTrue(
                voters.equals(Set.of("n1", "n2", "n3")) || voters.equals(Set.of("n2", "n3", "n4")), voters::toString);
        cluster.boot(cluster.host(1));
        cluster.settle(PATIENCE, 1, 2, 3, 4);
        assertApplied(seat(3, 1, false));
        awaitVoters(3, "n2", "n3", "n4");
    }

    @Test
    void three_that_lose_one_to_an_operator_go_on_as_one_and_the_added_one_makes_them_three_again() {
        startNodes(3);
        awaitVoters(1, "n1", "n2", "n3");

        assertApplied(seat(1, 3, false));
        awaitVoters(1, "n1");
        assertApplied(seat(1, 3, true));

        awaitVoters(1, "n1", "n2", "n3");
    }

    @Test
    void what_cannot_be_is_refused_and_says_why() {
        startNodes(2);
        cluster.start(witness(3), false);
        awaitVoters(1, "n1", "n2", "w3");

        assertRefused("the table has no node with the id", seat(1, 77, true));
        assertRefused("w3 is a witness", seat(2, 3, true));
        assertApplied(seat(1, 2, false));
        awaitVoters(1, "n1");
        assertRefused("the vote of n1 cannot be taken away", seat(2, 1, false));
        awaitVoters(1, "n1");
    }

    @Test
    @Tag("R13")
    void who_takes_the_place_of_a_removed_node_is_removed_too() {
        startNodes(4);
        awaitVoters(1, "n1", "n2", "n3");
        assertApplied(seat(1, 4, false));
        cluster.kill(4);
        cluster.run(Duration.ofSeconds(20));

        var heir = new io.arewealive.node.Node(
                id(40), "n4", "127.0.0.1", 7804, node(4).lifetime(), Votes.AUTO, false, true, false);
        cluster.arrive(heir, true);
        cluster.settle(PATIENCE, 1, 2, 3, 40);

        assertEquals(Votes.REMOVED, member(1, "n4").votes());
    }

    @Test
    @Tag("R11")
    void the_log_shows_its_leader_and_how_far_each_node_is() {
        startNodes(3);
        awaitVoters(1, "n1", "n2", "n3");
        cluster.cut(1, 3);
        cluster.cut(2, 3);
        write(1, 10);
        assertAllWritten(10);

        long token = cluster.ask(
                2, t -> new io.arewealive.core.step.Input.Noop(t, command(9), "operator", PATIENCE.toNanos()));
        cluster.runUntil(PATIENCE, "an answer", () -> cluster.host(2).answers.containsKey(token));
        var noop = (Ending.Settled) cluster.host(2).answers.get(token);
        cluster.run(Duration.ofSeconds(1));

        LogStatus status = log(1);
        assertTrue(noop.result().number() > 10 && noop.result().number() <= status.commit());
        cluster.runUntil(PATIENCE, "n2 has all", () -> member(1, "n2").lag().orElse(-1) == 0);
        assertTrue(member(1, "n3").lag().orElseThrow() >= 11);
    }

    @Test
    @Tag("R10")
    void a_snapshot_is_written_after_so_many_bytes_too_and_whenever_somebody_wants_one() {
        cluster.snapshots = new NodeSetup.Snapshots(1_000_000, 100_000);
        startNodes(1);
        for (int i = 0; i < 3; i++) {
            cluster.writeAndWait(1, new KvWrite.Set(KvKeys.requireKey("k" + i), KvValue.of(new byte[40_000]), 0));
        }
        cluster.run(Duration.ofSeconds(1));
        long index = cluster.host(1).log.orElseThrow().snapshot().orElseThrow().index();
        assertTrue(index > 1);

        cluster.writeAndWait(1, new KvWrite.Set("small", KvValue.of(new byte[1]), 0));
        long token = cluster.ask(1, io.arewealive.core.step.Input.TakeSnapshot::new);
        cluster.runUntil(PATIENCE, "an answer", () -> cluster.host(1).answers.containsKey(token));

        var taken = (io.arewealive.log.SnapshotOutcome) cluster.host(1).answers.get(token);
        assertTrue(taken.isTaken() && taken.index() > index);
        assertEquals(
                taken.index(),
                cluster.host(1).log.orElseThrow().snapshot().orElseThrow().index());
    }

    private void startNodes(int count) {
        int[] all = new int[count];
        for (int number = 1; number <= count; number++) {
            cluster.start(number, number == 1);
            all[number - 1] = number;
            cluster.settle(PATIENCE, number);
        }
        cluster.settle(PATIENCE, all);
    }

    /** Begins writes, some milliseconds apart. */
    private void write(int number, int count) {
        for (int i = 0; i < count; i++) {
            var write = new KvWrite.Set("w" + writes.size(), KvValue.of(new byte[16]), 0);
            writes.add(cluster.write(number, command(1_000 + writes.size()), write, PATIENCE));
            asked.add(number);
            cluster.run(Duration.ofMillis(15));
        }
    }

    private final List<Integer> asked = new ArrayList<>();

    private void assertAllWritten(int count) {
        assertEquals(count, writes.size());
        for (int i = 0; i < count; i++) {
            assertInstanceOf(KvOutcome.Done.class, cluster.awaitWrite(asked.get(i), writes.get(i)), "write " + i);
        }
    }

    private EditOutcome seat(int asked, int number, boolean wanted) {
        return cluster.editAndWait(asked, new TableEdit.Seat(id(number), wanted));
    }

    private static CommandId command(long number) {
        return new CommandId(new UUID(3, number));
    }

    private static void assertApplied(EditOutcome outcome) {
        assertInstanceOf(Applied.class, outcome);
    }

    private static void assertRefused(String why, EditOutcome outcome) {
        String message = assertInstanceOf(Refused.class, outcome).message();
        assertTrue(message.startsWith(why), message);
    }

    private LogStatus log(int viewer) {
        return cluster.host(viewer).shown().log().status();
    }

    private LogMember member(int viewer, String name) {
        return log(viewer).find(name).orElseThrow();
    }

    private Set<String> voters(int viewer) {
        return new TreeSet<>(log(viewer).voters());
    }

    private void awaitVoters(int viewer, String... names) {
        cluster.runUntil(
                Duration.ofSeconds(100),
                "the voters are " + List.of(names),
                () -> !log(viewer).joint() && voters(viewer).equals(Set.of(names)));
    }
}
