package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.command;
import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.id;
import static io.arewealive.core.raft.OneMachine.sent;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static io.arewealive.core.raft.SimCluster.idsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObserverTest {

    @Test
    void a_fresh_node_gets_everything_and_knows_leader_and_majority() {
        var cluster = new SimCluster(1, SimCluster.Habits.steady(10)).start(5, 3);
        SimNode leader = cluster.settle();

        cluster.write(25);
        cluster.settle();

        RaftView view = cluster.node(4).view();
        assertEquals(RaftRole.OBSERVER, view.role());
        assertEquals(Optional.of(id(leader.number)), view.leader());
        assertTrue(view.quorum());
        assertTrue(leader.view().matched().get(id(4)) >= 25);
    }

    @Test
    void a_committed_entry_reaches_an_observer_without_a_poll_interval() {
        var cluster = new SimCluster(2, SimCluster.Habits.steady(0)).start(4, 3);
        cluster.settle();
        cluster.write(1);
        cluster.settle();
        long begin = cluster.now();

        cluster.write(1);
        cluster.runUntil(
                "the observer has it", 1_000 * MILLI, () -> cluster.node(3).applied() == cluster.oracle.committed());

        assertTrue(cluster.now() - begin <= 40 * MILLI);
    }

    @Test
    void a_silent_upstream_is_replaced_within_a_second() {
        var cluster = new SimCluster(3, SimCluster.Habits.steady(0).blind()).start(4, 3);
        SimNode leader = cluster.settle();
        SimNode observer = cluster.node(3);
        for (int i = 0; i < 3; i++) {
            if (i != leader.number) {
                cluster.network.cut(3, i);
                cluster.network.cut(i, 3);
            }
        }
        cluster.runFor(2_000 * MILLI);
        cluster.network.heal();
        cluster.network.cut(3, leader.number);
        cluster.network.cut(leader.number, 3);
        long begin = cluster.now();

        cluster.write(1);
        cluster.runUntil("the observer has it", 5_000 * MILLI, () -> observer.applied() == cluster.oracle.committed());

        assertTrue(cluster.now() - begin <= 1_000 * MILLI, (cluster.now() - begin) / MILLI + " ms");
    }

    @Test
    void an_upstream_lost_by_the_failure_detector_is_replaced_at_once() {
        var observer = new OneMachine(3, voter(0, 1, 2));
        var asked = observer.run(new RaftInput.Reachable(List.of(id(0), id(1), id(2))));
        var first = to(asked);

        var again = observer.run(new RaftInput.Suspect(first, true));

        assertFalse(to(again).equals(first));
    }

    @Test
    void an_observer_that_reaches_no_voter_is_served_by_another_observer() {
        var cluster = new SimCluster(4, SimCluster.Habits.steady(5)).start(5, 3);
        cluster.settle();
        for (int i = 0; i < 3; i++) {
            cluster.network.cut(4, i);
            cluster.network.cut(i, 4);
        }

        cluster.write(20);

        cluster.runUntil(
                "the observer has it", 3_000 * MILLI, () -> cluster.node(4).applied() == cluster.oracle.committed());
        assertTrue(cluster.node(4).view().quorum());
    }

    @Test
    void two_observers_that_only_reach_each_other_do_not_tell_each_other_that_all_is_well() {
        var cluster = new SimCluster(5, SimCluster.Habits.steady(0)).start(5, 3);
        cluster.settle();
        for (int observer = 3; observer < 5; observer++) {
            for (int i = 0; i < 3; i++) {
                cluster.network.cut(observer, i);
                cluster.network.cut(i, observer);
            }
        }

        cluster.runFor(4_000 * MILLI);

        assertFalse(cluster.node(3).view().quorum());
        assertFalse(cluster.node(4).view().quorum());
    }

    @Test
    void an_observer_with_a_later_term_moves_nobody_to_it() {
        var leader = new OneMachine(0, voter(0)).lead();
        long term = leader.view().term();

        leader.receiveAndWrite(3, new RaftMessage.Pull(99, 1, 2, 2, 0, 0));
        leader.receiveAndWrite(3, new RaftMessage.Position(99, 2));
        leader.receiveAndWrite(3, new RaftMessage.AppendReply(99, 1, 2));
        leader.receiveAndWrite(3, new RaftMessage.AppendRefused(99, 1, 2, 2));
        leader.receiveAndWrite(3, new RaftMessage.VoteReply(99, false));
        leader.receiveAndWrite(3, new RaftMessage.PreVoteReply(99, 1, false));
        leader.receiveAndWrite(3, new RaftMessage.PreVote(99, 1, 99, 99));
        leader.receiveAndWrite(3, new RaftMessage.SnapshotReply(99, 1, 1, true));

        assertEquals(term, leader.view().term());
        assertEquals(RaftRole.LEADER, leader.view().role());
    }

    @Test
    void a_node_without_voters_waits_and_leaves_its_term_alone() {
        var blank = new OneMachine(0, Recovered.nothing());
        blank.run(new RaftInput.Reachable(List.of(id(1), id(2))));
        int steps = 0;
        long end = 120_000 * MILLI;
        while (blank.machine().deadlineNanos() < end) {
            blank.timeOut();
            steps++;
        }

        assertEquals(0, blank.view().term());
        assertEquals(RaftRole.OBSERVER, blank.view().role());
        assertTrue(steps < 400, steps + " steps in two minutes");
    }

    @Test
    void a_group_of_nodes_without_voters_never_leads() {
        var cluster = new SimCluster(6, SimCluster.Habits.steady(0)).start(3, 0);

        cluster.runFor(120_000 * MILLI);

        assertEquals(Optional.empty(), cluster.leader());
        cluster.nodes.forEach(node -> {
            assertTrue(node.view().term() <= 1);
            assertTrue(node.steps() < 20_000, node.steps() + " steps in two minutes");
        });
    }

    @Test
    void a_voter_that_becomes_an_observer_pulls_and_gives_up_what_was_never_committed() {
        var entries = List.of(command(2, 2), command(3, 2));
        var node = new OneMachine(3, voter(new HardState(2, Optional.empty()), entries, 0, 1, 2));
        var asked = node.run(new RaftInput.Reachable(List.of(id(0))));
        var pull = sent(asked, RaftMessage.Pull.class).get(0);
        assertEquals(1, pull.position());

        node.receiveAndWrite(
                0, new RaftMessage.PullReply(3, pull.id(), Optional.of(id(0)), 0, 1, 1, 2, List.of(command(2, 3))));

        assertEquals(2, node.view().lastIndex());
        assertEquals(2, node.view().applied());
        assertEquals(3, node.view().term());
    }

    @Test
    void an_observer_that_finds_itself_among_the_voters_is_one_at_once() {
        var node = new OneMachine(3, voter(0, 1, 2));
        var asked = node.run(new RaftInput.Reachable(List.of(id(0))));
        var pull = sent(asked, RaftMessage.Pull.class).get(0);
        var change = new Entry(2, 2, Entry.Kind.MEMBERSHIP, RaftCodec.encode(Membership.of(idsOf(0, 1, 2, 3))));

        node.receiveAndWrite(
                0, new RaftMessage.PullReply(2, pull.id(), Optional.of(id(0)), 0, 1, 1, 2, List.of(change)));

        assertEquals(RaftRole.FOLLOWER, node.view().role());
    }

    @Test
    void a_pull_says_how_far_the_disk_is() {
        var node = new OneMachine(3, voter(0, 1, 2));
        var asked = node.run(new RaftInput.Reachable(List.of(id(0))));
        long first = sent(asked, RaftMessage.Pull.class).get(0).id();

        var before = node.receive(
                0, new RaftMessage.PullReply(2, first, Optional.of(id(0)), 0, 1, 1, 2, List.of(command(2, 2))));
        var after = node.written();

        assertEquals(List.of(), sent(before, RaftMessage.Pull.class));
        assertEquals(2, sent(after, RaftMessage.Pull.class).get(0).durable());
    }

    @Test
    void a_snapshot_comes_to_an_observer_part_by_part_as_it_asks() {
        var node = new OneMachine(3, Recovered.nothing());
        node.run(new RaftInput.Reachable(List.of(id(0))));
        var meta = new SnapshotMeta(10, 2, Membership.of(idsOf(0)));

        var first = node.receiveAndWrite(
                0, new RaftMessage.SnapshotChunk(2, meta, 0, 2, io.arewealive.core.wire.Bytes.owning(new byte[] {1})));
        var second = node.receiveAndWrite(
                0, new RaftMessage.SnapshotChunk(2, meta, 1, 2, io.arewealive.core.wire.Bytes.owning(new byte[] {2})));

        assertEquals(10, sent(first, RaftMessage.Pull.class).get(0).snapshotIndex());
        assertEquals(1, sent(first, RaftMessage.Pull.class).get(0).snapshotOffset());
        assertEquals(1, effects(second, RaftEffect.Restore.class).size());
        assertEquals(10, sent(second, RaftMessage.Pull.class).get(0).position());
    }

    private static io.arewealive.node.NodeId to(List<RaftEffect> effects) {
        return effects(effects, RaftEffect.Send.class).stream()
                .filter(send -> send.message() instanceof RaftMessage.Pull)
                .map(RaftEffect.Send::to)
                .findFirst()
                .orElseThrow();
    }
}
