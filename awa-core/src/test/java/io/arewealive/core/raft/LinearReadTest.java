package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.sent;
import static io.arewealive.core.raft.OneMachine.voter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearReadTest {

    @Test
    void a_read_waits_for_a_majority_and_leaves_no_trace_in_the_log() {
        var leader = leaderOfThree();
        RaftView before = leader.view();

        var asked = leader.run(new RaftInput.Read(7));
        var round = sent(asked, RaftMessage.Append.class).get(0).round();
        var old = leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, round - 1, 2));
        var answered = leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, round, 2));

        assertEquals(List.of(), effects(asked, RaftEffect.ReadReady.class));
        assertEquals(List.of(), effects(old, RaftEffect.ReadReady.class));
        assertEquals(List.of(new RaftEffect.ReadReady(7, 2)), effects(answered, RaftEffect.ReadReady.class));
        assertEquals(before.lastIndex(), leader.view().lastIndex());
        assertEquals(before.applied(), leader.view().applied());
        assertEquals(List.of(), effects(answered, RaftEffect.Apply.class));
    }

    @Test
    void reads_that_come_together_share_one_round() {
        var leader = leaderOfThree();

        var asked = leader.run(new RaftInput.Read(7), new RaftInput.Read(8), new RaftInput.Read(9));

        assertEquals(2, sent(asked, RaftMessage.Append.class).size(), "one question to each follower");
    }

    @Test
    void a_new_leader_answers_no_read_before_it_has_committed_something() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.run(new RaftInput.Read(7));

        var heard = leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 99, 1));
        var committed = leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 99, 2));
        var asked = sent(committed, RaftMessage.Append.class);
        var answered = leader.receiveAndWrite(
                2, new RaftMessage.AppendReply(2, asked.get(asked.size() - 1).round(), 2));

        assertEquals(List.of(), effects(heard, RaftEffect.ReadReady.class));
        assertEquals(
                1,
                effects(committed, RaftEffect.ReadReady.class).size()
                        + effects(answered, RaftEffect.ReadReady.class).size());
    }

    @Test
    void a_read_whose_leader_loses_its_majority_is_told_so() {
        var leader = leaderOfThree();
        leader.run(new RaftInput.Read(7));

        List<RaftEffect> dropped = List.of();
        for (int i = 0; i < 100 && dropped.isEmpty(); i++) {
            dropped = List.copyOf(effects(leader.timeOut(), RaftEffect.Dropped.class));
        }

        assertEquals(
                List.of(new RaftEffect.Dropped(7, RaftEffect.Dropped.Reason.NO_QUORUM, java.util.Optional.empty())),
                dropped);
    }

    @Test
    void only_a_leader_reads() {
        var follower = new OneMachine(0, voter(0, 1, 2));

        var dropped = effects(follower.run(new RaftInput.Read(7)), RaftEffect.Dropped.class);

        assertEquals(RaftEffect.Dropped.Reason.NOT_LEADER, dropped.get(0).reason());
    }

    private static OneMachine leaderOfThree() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));
        leader.receiveAndWrite(2, new RaftMessage.AppendReply(2, 1, 2));
        return leader;
    }
}
