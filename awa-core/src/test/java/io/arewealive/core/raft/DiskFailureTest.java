package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskFailureTest {

    @Test
    void a_leader_whose_disk_fails_leads_no_longer_and_another_one_does() {
        var cluster = new SimCluster(1, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        cluster.write(3);

        leader.failDisk();
        leader.propose(1_000, 1_000, 1);
        cluster.runUntil(
                "another leader",
                5_000 * MILLI,
                () -> cluster.leader().filter(next -> next != leader).isPresent());
        cluster.write(3);

        assertEquals(RaftRole.HALTED, leader.role());
        assertFalse(leader.view().quorum());
    }

    @Test
    void a_halted_node_says_nothing_more() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);

        var halted = leader.step(new RaftInput.PersistFailed("no space left"));

        assertEquals(List.of(new RaftEffect.Halted("no space left")), effects(halted, RaftEffect.Halted.class));
        assertEquals(List.of(), leader.receive(1, new RaftMessage.Vote(9, 9, 9, true)));
        assertEquals(List.of(), leader.receive(1, new RaftMessage.Append(9, 1, 1, 1, 1, List.of())));
        assertEquals(List.of(), leader.receive(4, new RaftMessage.Pull(1, 1, 0, 0, 0, 0)));
        assertEquals(List.of(), leader.step(new RaftInput.Tick()));
        assertEquals(Long.MAX_VALUE, leader.machine().deadlineNanos());
        assertEquals(
                1,
                effects(leader.step(new RaftInput.Propose(1, Bytes.EMPTY)), RaftEffect.Dropped.class)
                        .size());
    }

    @Test
    void a_command_whose_write_failed_is_never_reported_as_not_written() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));

        var proposed = leader.step(new RaftInput.Propose(7, Bytes.EMPTY));
        var failed = leader.step(new RaftInput.PersistFailed("no space left"));

        assertEquals(List.of(new RaftEffect.Accepted(7, 3, 2)), effects(proposed, RaftEffect.Accepted.class));
        assertEquals(List.of(), effects(failed, RaftEffect.Dropped.class));
    }

    @Test
    void a_read_that_waits_when_the_disk_fails_is_answered() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));
        leader.step(new RaftInput.Read(8));

        var failed = leader.step(new RaftInput.PersistFailed("no space left"));

        assertEquals(8, effects(failed, RaftEffect.Dropped.class).get(0).token());
    }

    @Test
    void a_command_that_went_out_before_the_disk_failed_may_still_be_committed_by_the_others() {
        var cluster = new SimCluster(2, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        long before = cluster.oracle.committed();

        leader.failDisk();
        leader.propose(1_000, 1_000, 1);
        cluster.runUntil("it is committed", 5_000 * MILLI, () -> cluster.oracle.committed() > before + 1);

        assertTrue(cluster.nodes.stream().anyMatch(node -> node != leader && node.applied() > before + 1));
    }

    @Test
    void two_logs_that_contradict_each_other_in_what_is_committed_end_this_nodes_part() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.receiveAndWrite(
                1, new RaftMessage.Append(2, 1, 1, 1, 3, List.of(OneMachine.command(2, 2), OneMachine.command(3, 2))));

        var contradicted =
                follower.receiveAndWrite(2, new RaftMessage.Append(3, 1, 1, 1, 3, List.of(OneMachine.command(2, 3))));

        assertEquals(1, effects(contradicted, RaftEffect.Halted.class).size());
        assertEquals(RaftRole.HALTED, follower.view().role());
    }

    @Test
    void a_leader_whose_disk_waits_hands_over_at_once_and_campaigns_only_when_the_disk_goes_on() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));

        var stalled = leader.step(new RaftInput.DiskStalled(true));

        assertEquals(1, OneMachine.sent(stalled, RaftMessage.TimeoutNow.class).size());
        assertEquals(RaftRole.FOLLOWER, leader.view().role());
        assertEquals(Long.MAX_VALUE, leader.machine().deadlineNanos());
        leader.pass(60_000 * MILLI);
        assertEquals(List.of(), effects(leader.step(new RaftInput.Tick()), RaftEffect.Send.class));
        leader.receive(1, new RaftMessage.TimeoutNow(2));
        assertEquals(RaftRole.FOLLOWER, leader.view().role());

        leader.step(new RaftInput.DiskStalled(false));
        leader.timeOut();

        assertEquals(RaftRole.PRE_CANDIDATE, leader.view().role());
    }

    @Test
    void a_follower_whose_disk_waits_acknowledges_nothing_and_all_of_it_when_the_disk_goes_on() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of()));
        follower.step(new RaftInput.DiskStalled(true));

        var silent = follower.receive(1, new RaftMessage.Append(2, 2, 1, 1, 1, List.of(OneMachine.command(2, 2))));
        assertEquals(
                List.of(),
                OneMachine.sent(silent, RaftMessage.AppendReply.class).stream()
                        .filter(reply -> reply.matched() > 1)
                        .toList());
        assertTrue(follower.view().quorum(), "it still hears its leader");

        follower.step(new RaftInput.DiskStalled(false));
        var written = OneMachine.sent(follower.written(), RaftMessage.AppendReply.class);
        assertEquals(2, written.get(written.size() - 1).matched());
    }
}
