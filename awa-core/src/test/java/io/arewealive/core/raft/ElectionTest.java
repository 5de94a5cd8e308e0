package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.command;
import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.id;
import static io.arewealive.core.raft.OneMachine.sent;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ElectionTest {

    @Test
    void a_new_leader_follows_soon_after_the_failure_detector_lost_the_old_one() {
        var cluster = new SimCluster(1, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode old = cluster.settle();
        old.crash();
        long begin = cluster.now();

        cluster.runUntil("a new leader", 5_000 * MILLI, () -> cluster.leader().isPresent());

        assertTrue(cluster.now() - begin <= 160 * MILLI, (cluster.now() - begin) / MILLI + " ms");
    }

    @Test
    void without_a_failure_detector_a_new_leader_follows_by_time() {
        var follower = new OneMachine(0, voter(0, 1, 2));
        follower.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of()));
        long wait = follower.machine().deadlineNanos();

        assertTrue(wait >= 1_000 * MILLI && wait <= 2_000 * MILLI, wait / MILLI + " ms");
    }

    @Test
    void one_voter_that_loses_sight_of_the_leader_changes_nothing() {
        var cluster = new SimCluster(2, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        long term = leader.view().term();

        cluster.otherThan(leader).give(new RaftInput.Suspect(id(leader.number), true));
        cluster.runFor(5_000 * MILLI);

        assertEquals(leader, cluster.settle());
        assertEquals(term, leader.view().term());
    }

    @Test
    void a_voter_that_was_cut_off_comes_back_without_a_new_term() {
        var cluster = new SimCluster(3, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        long term = leader.view().term();

        cluster.network.isolate(cluster.otherThan(leader).number);
        cluster.runFor(60_000 * MILLI);
        cluster.network.heal();
        cluster.runFor(1_000 * MILLI);

        assertEquals(leader, cluster.settle());
        assertEquals(term, leader.view().term());
    }

    @Test
    void a_leader_without_a_majority_steps_down() {
        var cluster = new SimCluster(4, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();

        cluster.network.isolate(leader.number);
        cluster.runFor(2_500 * MILLI);

        assertNotEquals(RaftRole.LEADER, leader.role());
        assertFalse(leader.view().quorum());
    }

    @Test
    void a_leader_hands_over_on_request_and_nothing_is_lost() {
        var cluster = new SimCluster(5, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        SimNode target = cluster.otherThan(leader);
        cluster.write(5);

        leader.give(new RaftInput.Transfer(id(target.number)));
        long begin = cluster.now();
        cluster.runUntil("the hand-over", 1_000 * MILLI, () -> target.role() == RaftRole.LEADER);

        assertTrue(cluster.now() - begin <= 40 * MILLI);
        assertEquals(target, cluster.settle());
    }

    @Test
    @Tag("R3")
    void a_voter_answers_only_when_its_vote_is_on_disk() {
        var voter = new OneMachine(0, voter(0, 1, 2));

        var asked = voter.receive(1, new RaftMessage.Vote(2, 1, 1, false));
        var written = voter.written();

        assertEquals(List.of(), sent(asked, RaftMessage.VoteReply.class));
        assertEquals(
                Optional.of(new HardState(2, Optional.of(id(1)))),
                effects(asked, RaftEffect.Persist.class).get(0).hardState());
        assertEquals(List.of(new RaftMessage.VoteReply(2, true)), sent(written, RaftMessage.VoteReply.class));
    }

    @Test
    @Tag("R3")
    void a_voter_that_restarts_does_not_vote_again_in_the_term() {
        var voted = new HardState(2, Optional.of(id(1)));
        var voter = new OneMachine(0, voter(voted, List.of(), 0, 1, 2));

        var other = voter.receive(2, new RaftMessage.Vote(2, 9, 2, false));
        var same = voter.receive(1, new RaftMessage.Vote(2, 1, 1, false));

        assertEquals(List.of(new RaftMessage.VoteReply(2, false)), sent(other, RaftMessage.VoteReply.class));
        assertEquals(List.of(new RaftMessage.VoteReply(2, true)), sent(same, RaftMessage.VoteReply.class));
    }

    @Test
    void a_promise_of_an_old_term_is_not_sent_in_a_new_one() {
        var voter = new OneMachine(0, voter(0, 1, 2));
        voter.receive(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of(command(2, 2))));
        voter.step(new RaftInput.Suspect(id(1), true));
        voter.receive(2, new RaftMessage.Vote(3, 5, 2, false));

        var written = voter.written();

        assertEquals(List.of(), sent(written, RaftMessage.AppendReply.class));
        assertEquals(List.of(new RaftMessage.VoteReply(3, true)), sent(written, RaftMessage.VoteReply.class));
    }

    @Test
    @Tag("R4")
    void a_longer_log_of_a_lower_term_loses_against_a_shorter_one_of_a_higher_term() {
        var entries = List.of(command(2, 2), command(3, 3));
        var state = new HardState(3, Optional.empty());
        var voter = new OneMachine(0, voter(state, entries, 0, 1, 2));
        var another = new OneMachine(0, voter(state, entries, 0, 1, 2));

        var longer = voter.receiveAndWrite(1, new RaftMessage.Vote(4, 20, 2, false));
        var higher = another.receiveAndWrite(1, new RaftMessage.Vote(5, 2, 4, false));

        assertEquals(List.of(new RaftMessage.VoteReply(4, false)), sent(longer, RaftMessage.VoteReply.class));
        assertEquals(List.of(new RaftMessage.VoteReply(5, true)), sent(higher, RaftMessage.VoteReply.class));
    }

    @Test
    void whoever_hears_a_leader_ignores_others_that_want_votes_and_their_terms() {
        var voter = new OneMachine(0, voter(0, 1, 2));
        voter.receiveAndWrite(1, new RaftMessage.Append(2, 1, 1, 1, 1, List.of()));

        var ignored = voter.receiveAndWrite(2, new RaftMessage.Vote(9, 5, 5, false));
        voter.step(new RaftInput.Suspect(id(1), true));
        var answered = voter.receiveAndWrite(2, new RaftMessage.Vote(9, 5, 5, false));

        assertEquals(List.of(), ignored);
        assertEquals(List.of(new RaftMessage.VoteReply(9, true)), sent(answered, RaftMessage.VoteReply.class));
    }

    @Test
    void an_old_answer_to_a_question_for_votes_does_not_count() {
        var candidate = new OneMachine(0, voter(0, 1, 2));
        candidate.timeOut();
        candidate.timeOut();

        candidate.receive(1, new RaftMessage.PreVoteReply(1, 1, true));
        assertEquals(RaftRole.PRE_CANDIDATE, candidate.view().role());

        candidate.receive(1, new RaftMessage.PreVoteReply(1, 2, true));
        assertEquals(RaftRole.CANDIDATE, candidate.view().role());
    }
}
