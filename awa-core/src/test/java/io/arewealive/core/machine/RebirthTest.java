package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.id;
import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Captured;
import io.arewealive.core.step.Input;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.wire.Bytes;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A copy of one cluster, and what another one begins with. */
class RebirthTest {

    private static final UUID NEXT = new UUID(9, 9);
    private static final long NOON = 1_800_000_000_000L;

    private final LocalCluster cluster = new LocalCluster(1);

    @Test
    void a_new_cluster_has_table_keys_and_settings_and_waits_for_the_nodes() {
        startThree();
        assertInstanceOf(Applied.class, cluster.editAndWait(2, new TableEdit.Seat(id(3), false)));
        cluster.writeAndWait(1, new KvWrite.Set("kept", KvValue.of("value"), 0));
        Captured copy = capture(2);

        ClusterState state = begin(copy);

        assertEquals(NEXT, state.clusterId());
        assertEquals("value", state.kv().find("kept").orElseThrow().value().text());
        assertEquals(3, state.table().view().nodes().size());
        assertTrue(state.table().view().nodes().stream().noneMatch(Node::claimed));
        assertEquals(Votes.REMOVED, state.table().find(id(3)).orElseThrow().votes());
        assertEquals(copy.version() + 3, state.table().version(), "the version goes on");
        assertTrue(state.verdict(id(2)).isEmpty(), "nobody is online there yet");
    }

    @Test
    void what_was_acknowledged_before_is_in_the_copy_whichever_node_is_asked() {
        startThree();

        for (int i = 0; i < 20; i++) {
            cluster.writeAndWait(1, new KvWrite.Set("k" + i, KvValue.of("v"), 0));
            Captured copy = capture(1 + i % 3);
            assertTrue(
                    ClusterState.restore(copy.state().get()).kv().find("k" + i).isPresent());
        }
    }

    @Test
    void leases_end_and_tokens_rise_over_all_that_any_earlier_cluster_granted() {
        startThree();
        long lease = lease(cluster.writeAndWait(1, new KvWrite.Grant(Duration.ofSeconds(30))));
        cluster.writeAndWait(1, new KvWrite.Set("owner", KvValue.of("n1"), lease));
        Captured copy = capture(1);

        ClusterState state = begin(copy);

        assertFalse(state.kv().find("owner").isPresent());
        assertEquals(0, state.kv().totals().leases());
        long tokens = state.kv().totals().lastLease();
        assertTrue(tokens >= lease + (1L << 40), "above what the former cluster may have granted since");
        assertTrue(lastLease(copy, NOON + 60_000) >= tokens + (1L << 30), "and the next restoring above this one");
    }

    @Test
    void rows_of_ephemeral_nodes_are_not_waited_for() {
        startThree();
        Node passing = new Node(id(4), "n4", "127.0.0.1", 7804, Lifetime.EPHEMERAL, Votes.AUTO, false, true, false);
        cluster.start(passing, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3, 4);

        ClusterState state = begin(capture(1));

        assertTrue(state.table().find(id(4)).isEmpty());
        assertEquals(3, state.table().view().nodes().size());
    }

    @Test
    void without_a_majority_there_is_no_copy() {
        startThree();
        cluster.kill(2);
        cluster.kill(3);
        cluster.run(Duration.ofSeconds(3));

        assertInstanceOf(Reading.NoQuorum.class, ask(1));
    }

    private void startThree() {
        for (int number = 1; number <= 3; number++) {
            cluster.start(node(number), number == 1);
            cluster.settle(Duration.ofSeconds(5), number);
        }
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
    }

    private Captured capture(int number) {
        Captured copy =
                (Captured) assertInstanceOf(Reading.Found.class, ask(number)).value();
        Bytes encoded = copy.state().get();
        return new Captured(
                copy.clusterId(),
                copy.index(),
                copy.term(),
                copy.wallMillis(),
                copy.version(),
                copy.revision(),
                () -> encoded);
    }

    private Object ask(int number) {
        long token = cluster.ask(
                number, t -> new Input.Capture(t, Duration.ofSeconds(2).toNanos()));
        cluster.runUntil(
                Duration.ofSeconds(5),
                "an answer",
                () -> cluster.host(number).answers.containsKey(token));
        return java.util.Objects.requireNonNull(cluster.host(number).answers.get(token));
    }

    private static ClusterState begin(Captured copy) {
        return ClusterState.restore(data(copy, NOON));
    }

    private static long lastLease(Captured copy, long wallMillis) {
        return ClusterState.restore(data(copy, wallMillis)).kv().totals().lastLease();
    }

    private static Bytes data(Captured copy, long wallMillis) {
        return Rebirth.of(copy.state().get())
                .begin(NEXT, id(1), copy.index(), copy.term(), "it", new UUID(1, 1), wallMillis)
                .data();
    }

    private static long lease(KvOutcome outcome) {
        return assertInstanceOf(KvOutcome.Done.class, outcome).lease();
    }
}
