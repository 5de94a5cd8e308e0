package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.command;
import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.sent;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static io.arewealive.core.raft.SimCluster.idsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    private static final Membership THREE = Membership.of(idsOf(0, 1, 2));
    private static final SnapshotMeta AT_TEN = new SnapshotMeta(10, 2, THREE);

    @Test
    void voters_known_from_a_snapshot_alone_still_need_a_majority() {
        var cluster = new SimCluster(1, SimCluster.Habits.steady(5)).start(3, 3);
        cluster.settle();
        cluster.write(30);
        cluster.nodes.forEach(SimNode::crash);
        cluster.nodes.forEach(SimNode::start);
        cluster.nodes.forEach(node -> cluster.network.isolate(node.number));

        cluster.runFor(30_000 * MILLI);
        assertEquals(Optional.empty(), cluster.leader());

        cluster.network.heal();
        cluster.settle();
    }

    @Test
    @Tag("R10")
    void a_node_that_missed_ten_snapshots_gets_the_newest_and_the_rest_and_can_restart() {
        var cluster = new SimCluster(2, SimCluster.Habits.steady(5)).start(3, 3);
        SimNode leader = cluster.settle();
        SimNode gone = cluster.otherThan(leader);
        gone.crash();
        cluster.write(60);
        gone.start();
        cluster.settle();
        assertTrue(gone.view().firstIndex() > 50, "by a snapshot");
        cluster.write(2);

        gone.crash();
        gone.start();

        cluster.settle();
        cluster.write(3);
        cluster.settle();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 40})
    @Tag("R10")
    void a_crash_at_any_moment_of_an_installation_leaves_a_usable_node(long halfMillis) {
        var cluster = new SimCluster(3, SimCluster.Habits.steady(5)).start(3, 3);
        SimNode leader = cluster.settle();
        SimNode gone = cluster.otherThan(leader);
        gone.crash();
        cluster.write(30);
        gone.start();
        cluster.runFor(halfMillis * MILLI / 2);

        gone.crash();
        gone.start();

        cluster.settle();
    }

    @Test
    void a_follower_restarted_from_a_snapshot_gives_up_a_tail_that_conflicts() {
        var entries = List.of(command(2, 2), command(3, 2), command(4, 2));
        var follower = new OneMachine(0, voter(new HardState(2, Optional.empty()), entries, 0, 1, 2));

        var refused = follower.receiveAndWrite(1, new RaftMessage.Append(3, 1, 4, 3, 4, List.of(command(5, 3))));
        var taken = follower.receiveAndWrite(
                1, new RaftMessage.Append(3, 1, 1, 1, 4, List.of(command(2, 3), command(3, 3), command(4, 3))));

        assertEquals(
                List.of(new RaftMessage.AppendRefused(3, 1, 4, 1)), sent(refused, RaftMessage.AppendRefused.class));
        assertEquals(
                OptionalLong.of(1),
                effects(taken, RaftEffect.Persist.class).get(0).truncateAfter());
        assertEquals(4, follower.view().applied());
    }

    @Test
    void entries_that_follow_the_snapshot_itself_are_taken() {
        var follower = new OneMachine(0, voter(0, 1, 2));

        follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 2, List.of(command(2, 2))));

        assertEquals(2, follower.view().applied());
    }

    @Test
    void an_installed_snapshot_drops_a_tail_that_does_not_follow_from_it_and_its_voters() {
        var change = new Entry(12, 1, Entry.Kind.MEMBERSHIP, RaftCodec.encode(Membership.of(idsOf(0))));
        var follower = new OneMachine(0, voter(new HardState(2, Optional.empty()), tail(change), 0, 1, 2));
        assertEquals(Membership.of(idsOf(0)), follower.view().membership());

        var effects = follower.receiveAndWrite(1, chunk(0, "state"));

        assertTrue(effects(effects, RaftEffect.PersistSnapshot.class).get(0).dropWholeLog());
        assertEquals(10, follower.view().lastIndex());
        assertEquals(THREE, follower.view().membership());
        assertEquals(10, follower.view().applied());
    }

    @Test
    void an_installed_snapshot_keeps_a_tail_that_follows_from_it() {
        var entries = new java.util.ArrayList<Entry>();
        for (long index = 2; index <= 12; index++) {
            entries.add(command(index, 2));
        }
        var follower = new OneMachine(0, voter(new HardState(2, Optional.empty()), entries, 0, 1, 2));

        var effects = follower.receiveAndWrite(1, chunk(0, "state"));

        assertEquals(
                false, effects(effects, RaftEffect.PersistSnapshot.class).get(0).dropWholeLog());
        assertEquals(12, follower.view().lastIndex());
    }

    @Test
    void a_half_installed_snapshot_is_neither_shown_nor_offered_nor_built_upon() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.step(new RaftInput.Tick());

        var installing = follower.receive(1, chunk(0, "state"));
        var read = follower.step(new RaftInput.Read(7));
        var pulled = follower.receive(3, new RaftMessage.Pull(2, 1, 0, 0, 0, 0));
        var appended = follower.receive(1, new RaftMessage.Append(2, 1, 10, 2, 11, List.of(command(11, 2))));

        assertEquals(List.of(), effects(installing, RaftEffect.Restore.class));
        assertEquals(1, effects(read, RaftEffect.Dropped.class).size());
        assertEquals(List.of(), effects(pulled, RaftEffect.SendSnapshotChunk.class));
        assertEquals(List.of(), effects(appended, RaftEffect.Apply.class));
        assertEquals(1, follower.view().applied());

        var done = follower.written();

        assertEquals(1, effects(done, RaftEffect.Restore.class).size());
        assertEquals(11, follower.view().applied());
    }

    @Test
    void only_a_snapshot_that_is_on_disk_stands_for_the_log() {
        var leader = new OneMachine(0, voter(0)).lead();
        for (int i = 0; i < 50; i++) {
            leader.run(new RaftInput.Propose(i, Bytes.EMPTY));
        }
        var meta = leader.machine().snapshotMeta(40).orElseThrow();

        var before = leader.receive(3, new RaftMessage.Pull(2, 1, 20, 20, 0, 0));
        leader.step(new RaftInput.SnapshotSaved(meta));
        var after = leader.receive(3, new RaftMessage.Pull(2, 2, 20, 20, 0, 0));

        assertEquals(1, sent(before, RaftMessage.PullReply.class).size());
        assertEquals(
                meta, effects(after, RaftEffect.SendSnapshotChunk.class).get(0).meta());
    }

    @Test
    void parts_are_put_together_in_order_and_a_lost_one_is_asked_for_again() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        var first = follower.receiveAndWrite(1, chunk(0, "sta"));
        var doubled = follower.receiveAndWrite(1, chunk(0, "sta"));
        var skipped = follower.receiveAndWrite(1, chunk(4, "e"));
        var last = follower.receiveAndWrite(1, chunk(3, "te"));

        assertEquals(wanted(3), sent(first, RaftMessage.SnapshotReply.class));
        assertEquals(wanted(3), sent(doubled, RaftMessage.SnapshotReply.class));
        assertEquals(wanted(3), sent(skipped, RaftMessage.SnapshotReply.class));
        assertEquals(true, sent(last, RaftMessage.SnapshotReply.class).get(0).installed());
        assertEquals(
                Bytes.owning("state".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                effects(last, RaftEffect.Restore.class).get(0).data());
    }

    @Test
    void parts_of_two_senders_are_not_mixed() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.receiveAndWrite(1, chunk(0, "sta"));

        var other = follower.receiveAndWrite(2, chunk(3, "te"));

        assertEquals(wanted(0), sent(other, RaftMessage.SnapshotReply.class));
        assertEquals(1, follower.view().applied());
    }

    @Test
    void a_snapshot_that_claims_to_be_larger_than_allowed_is_not_begun() {
        var follower = new OneMachine(0, voter(0, 1, 2));

        var effects = follower.receiveAndWrite(
                1, new RaftMessage.SnapshotChunk(2, AT_TEN, 0, 1L << 40, Bytes.owning(new byte[8])));

        assertEquals(wanted(0), sent(effects, RaftMessage.SnapshotReply.class));
    }

    @Test
    void an_old_snapshot_changes_nothing_and_is_answered() {
        var entries = new java.util.ArrayList<Entry>();
        for (long index = 2; index <= 12; index++) {
            entries.add(command(index, 2));
        }
        var follower = new OneMachine(0, voter(new HardState(2, Optional.empty()), entries, 0, 1, 2));
        follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 12, 2, 12, List.of()));

        var effects = follower.receiveAndWrite(1, chunk(0, "state"));

        assertEquals(true, sent(effects, RaftMessage.SnapshotReply.class).get(0).installed());
        assertEquals(List.of(), effects(effects, RaftEffect.PersistSnapshot.class));
    }

    private static List<Entry> tail(Entry last) {
        var entries = new java.util.ArrayList<Entry>();
        for (long index = 2; index < last.index(); index++) {
            entries.add(command(index, 1));
        }
        entries.add(last);
        return entries;
    }

    private static RaftMessage.SnapshotChunk chunk(long offset, String part) {
        return new RaftMessage.SnapshotChunk(
                2, AT_TEN, offset, 5, Bytes.owning(part.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static List<RaftMessage.SnapshotReply> wanted(long offset) {
        return List.of(new RaftMessage.SnapshotReply(2, 10, offset, false));
    }
}
