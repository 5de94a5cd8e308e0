package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.command;
import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.sent;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplicationTest {

    @Test
    void what_is_proposed_together_is_one_write_and_one_message_to_each_follower() {
        var leader = leaderOfThree();

        var effects = leader.step(proposals(1, 100));

        assertEquals(100, effects(effects, RaftEffect.Accepted.class).size());
        assertEquals(1, effects(effects, RaftEffect.Persist.class).size());
        assertEquals(2, sent(effects, RaftMessage.Append.class).size());
        assertEquals(
                100, effects(effects, RaftEffect.Persist.class).get(0).entries().size());
    }

    @Test
    void entries_leave_in_parallel_with_the_leaders_own_write_and_count_there_only_after_it() {
        var leader = leaderOfThree();

        leader.step(new RaftInput.Propose(1, Bytes.EMPTY));
        leader.receive(1, new RaftMessage.AppendReply(2, 1, 3));
        assertEquals(2, leader.view().commit());

        leader.written();
        assertEquals(3, leader.view().commit());
    }

    @Test
    void two_followers_may_commit_without_the_leaders_disk_but_it_applies_only_what_it_has() {
        var leader = leaderOfThree();

        leader.step(new RaftInput.Propose(1, Bytes.EMPTY));
        leader.receive(1, new RaftMessage.AppendReply(2, 1, 3));
        leader.receive(2, new RaftMessage.AppendReply(2, 1, 3));

        assertEquals(3, leader.view().commit());
        assertEquals(2, leader.view().applied());
        leader.written();
        assertEquals(3, leader.view().applied());
    }

    @Test
    void appends_follow_each_other_without_waiting_up_to_a_limit() {
        var leader = leaderOfThree();
        int limit = OneMachine.TIMING.maxInFlight();

        int appends = 0;
        for (int i = 0; i < 3 * limit; i++) {
            appends += sent(leader.run(new RaftInput.Propose(i, Bytes.EMPTY)), RaftMessage.Append.class)
                    .size();
        }
        assertEquals(2 * limit, appends, "to two followers");

        var more = leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 3));
        assertTrue(sent(more, RaftMessage.Append.class).stream()
                .anyMatch(append -> append.entries().size() > limit));
    }

    @Test
    void too_much_on_its_way_makes_the_leader_refuse_more_until_it_is_through() {
        var leader = leaderOfThree();
        int limit = OneMachine.TIMING.maxUncommitted();

        var effects = leader.run(proposals(1, limit + 5));
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, limit + 2));
        var after = leader.run(new RaftInput.Propose(1, Bytes.EMPTY));

        assertEquals(limit, effects(effects, RaftEffect.Accepted.class).size());
        assertTrue(effects(effects, RaftEffect.Dropped.class).stream()
                .allMatch(dropped -> dropped.reason() == RaftEffect.Dropped.Reason.BUSY));
        assertEquals(5, effects(effects, RaftEffect.Dropped.class).size());
        assertEquals(1, effects(after, RaftEffect.Accepted.class).size());
    }

    @Test
    void a_lost_append_is_noticed_by_the_next_and_sent_again() {
        var follower = new OneMachine(0, voter(0, 1, 2));

        var refused = follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 3, 2, 1, List.of(command(4, 2))));

        assertEquals(
                List.of(new RaftMessage.AppendRefused(2, 1, 3, 1)), sent(refused, RaftMessage.AppendRefused.class));
    }

    @Test
    void a_refused_append_makes_the_leader_go_back_to_where_the_logs_part() {
        var leader = leaderOfThree();
        leader.run(proposals(1, 5));

        var again = leader.receiveAndWrite(1, new RaftMessage.AppendRefused(2, 1, 2, 1));
        leader.receiveAndWrite(1, new RaftMessage.AppendRefused(2, 1, 7, 3));
        var resent = leader.receiveAndWrite(1, new RaftMessage.AppendRefused(2, 1, 7, 3));

        assertEquals(List.of(), sent(again, RaftMessage.Append.class), "it has these for sure");
        assertEquals(List.of(), sent(resent, RaftMessage.Append.class), "one probe at a time");
    }

    @Test
    void a_sign_of_life_is_answered_at_once_and_entries_only_when_they_are_on_disk() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of()));

        var entries = follower.receive(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of(command(2, 2))));
        var alive = follower.receive(1, new RaftMessage.Append(2, 2, 2, 2, 1, List.of()));
        var written = follower.written();

        assertEquals(List.of(), sent(entries, RaftMessage.AppendReply.class));
        assertEquals(List.of(new RaftMessage.AppendReply(2, 2, 1)), sent(alive, RaftMessage.AppendReply.class));
        assertEquals(List.of(new RaftMessage.AppendReply(2, 2, 2)), sent(written, RaftMessage.AppendReply.class));
    }

    @Test
    void an_entry_of_an_old_term_is_committed_only_with_one_of_the_own_term() {
        var state = new HardState(2, java.util.Optional.empty());
        var leader = new OneMachine(0, voter(state, List.of(command(2, 2)), 0, 1, 2)).lead(1);

        leader.receiveAndWrite(1, new RaftMessage.AppendReply(3, 1, 2));
        assertEquals(1, leader.view().commit());

        leader.receiveAndWrite(1, new RaftMessage.AppendReply(3, 1, 3));
        assertEquals(3, leader.view().commit());
    }

    @Test
    void malformed_entries_are_dropped() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        var hole = List.of(command(2, 2), command(4, 2));
        var future = List.of(command(2, 9));
        var noMembership = List.of(new Entry(2, 2, Entry.Kind.MEMBERSHIP, Bytes.owning(new byte[] {1, 2, 3})));

        for (var entries : List.of(hole, future, noMembership)) {
            follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 9, entries));
        }

        assertEquals(1, follower.view().lastIndex());
        assertEquals(1, follower.view().commit());
    }

    @Test
    void a_command_too_large_for_a_message_is_refused() {
        var leader = new OneMachine(0, voter(0)).lead();

        var dropped = effects(
                leader.run(new RaftInput.Propose(1, Bytes.owning(new byte[RaftCodec.MAX_PAYLOAD + 1]))),
                RaftEffect.Dropped.class);

        assertEquals(RaftEffect.Dropped.Reason.REFUSED, dropped.get(0).reason());
    }

    @Test
    void a_quiet_node_writes_the_commit_index_once_so_that_a_restart_knows_it() {
        var leader = new OneMachine(0, voter(0)).lead();
        leader.run(proposals(1, 3));

        leader.pass(200 * MILLI);
        var quiet = effects(leader.run(new RaftInput.Tick()), RaftEffect.Persist.class);
        leader.pass(200 * MILLI);
        var quieter = effects(leader.run(new RaftInput.Tick()), RaftEffect.Persist.class);

        assertEquals(List.of(5L), quiet.stream().map(RaftEffect.Persist::commit).toList());
        assertEquals(List.of(), quieter);
    }

    private static RaftInput[] proposals(long firstToken, int count) {
        return LongStream.range(firstToken, firstToken + count)
                .mapToObj(token -> new RaftInput.Propose(token, Bytes.EMPTY))
                .toArray(RaftInput[]::new);
    }

    private static OneMachine leaderOfThree() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));
        leader.receiveAndWrite(2, new RaftMessage.AppendReply(2, 1, 2));
        return leader;
    }
}
