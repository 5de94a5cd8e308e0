package io.arewealive.core.raft;

import static io.arewealive.core.raft.OneMachine.effects;
import static io.arewealive.core.raft.OneMachine.id;
import static io.arewealive.core.raft.OneMachine.voter;
import static io.arewealive.core.raft.SimCluster.MILLI;
import static io.arewealive.core.raft.SimCluster.idsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipChangeTest {

    @Test
    @Tag("R9")
    void one_voter_becomes_three_without_a_stage_of_two() {
        var leader = new OneMachine(0, voter(0)).lead();
        leader.receiveAndWrite(1, new RaftMessage.Pull(2, 1, 2, 2, 0, 0));
        leader.receiveAndWrite(2, new RaftMessage.Pull(2, 1, 2, 2, 0, 0));

        leader.run(new RaftInput.ChangeVoters(1, idsOf(0, 1, 2)));
        Membership meanwhile = leader.view().membership();
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 3));

        assertEquals(new Membership(new TreeSet<>(idsOf(0, 1, 2)), new TreeSet<>(idsOf(0))), meanwhile);
        assertEquals(Membership.of(idsOf(0, 1, 2)), leader.view().membership());
    }

    @Test
    void three_voters_become_one_without_a_stage_of_two() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));

        leader.run(new RaftInput.ChangeVoters(1, idsOf(0)));
        Membership meanwhile = leader.view().membership();
        leader.receiveAndWrite(2, new RaftMessage.AppendReply(2, 1, 3));

        assertEquals(new Membership(new TreeSet<>(idsOf(0)), new TreeSet<>(idsOf(0, 1, 2))), meanwhile);
        assertEquals(Membership.of(idsOf(0)), leader.view().membership());
        assertEquals(4, leader.view().commit());
    }

    @Test
    @Tag("R9")
    void only_a_node_that_has_caught_up_is_made_a_voter() {
        var leader = new OneMachine(0, voter(0)).lead();
        for (int i = 0; i < 20; i++) {
            leader.run(new RaftInput.Propose(i, Bytes.EMPTY));
        }

        var unknown = leader.run(new RaftInput.ChangeVoters(100, idsOf(0, 1)));
        leader.receiveAndWrite(1, new RaftMessage.Pull(2, 1, 11, 11, 0, 0));
        var behind = leader.run(new RaftInput.ChangeVoters(101, idsOf(0, 1)));
        leader.receiveAndWrite(1, new RaftMessage.Pull(2, 2, 12, 12, 0, 0));
        var near = leader.run(new RaftInput.ChangeVoters(102, idsOf(0, 1)));

        assertEquals(List.of(RaftEffect.Dropped.Reason.REFUSED), reasons(unknown));
        assertEquals(List.of(RaftEffect.Dropped.Reason.REFUSED), reasons(behind));
        assertEquals(1, effects(near, RaftEffect.Accepted.class).size());
    }

    @Test
    void a_second_change_waits_until_the_first_is_done() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));
        leader.run(new RaftInput.ChangeVoters(1, idsOf(0, 1)));

        assertEquals(
                List.of(RaftEffect.Dropped.Reason.REFUSED),
                reasons(leader.run(new RaftInput.ChangeVoters(2, idsOf(0)))));
    }

    @Test
    void no_change_begins_before_the_term_has_something_committed() {
        var leader = new OneMachine(0, voter(0, 1, 2)).lead(1);

        assertEquals(
                List.of(RaftEffect.Dropped.Reason.REFUSED),
                reasons(leader.run(new RaftInput.ChangeVoters(1, idsOf(0, 1)))));
    }

    @Test
    void a_group_without_voters_is_not_to_be_had() {
        var leader = new OneMachine(0, voter(0)).lead();

        assertEquals(
                List.of(RaftEffect.Dropped.Reason.REFUSED),
                reasons(leader.run(new RaftInput.ChangeVoters(1, Set.of()))));
    }

    @Test
    @Tag("R9")
    void a_leader_that_removes_itself_hands_over_first_and_comes_to_rest() {
        var cluster = new SimCluster(1, SimCluster.Habits.steady(0)).start(4, 3);
        SimNode leader = cluster.settle();
        var others = new TreeSet<>(idsOf(0, 1, 2, 3));
        others.remove(id(leader.number));
        cluster.runFor(1_000 * MILLI);

        leader.give(new RaftInput.ChangeVoters(1, others));
        for (int i = 0; i < 50; i++) {
            leader.propose(1_000 + i, 1_000 + i, 10);
        }
        cluster.runUntil(
                "another leader",
                1_000 * MILLI,
                () -> cluster.leader().filter(next -> next != leader).isPresent());
        SimNode next = cluster.settle();
        long steps = leader.steps();
        cluster.runFor(1_000 * MILLI);

        assertEquals(Membership.of(others), next.view().membership());
        assertEquals(RaftRole.OBSERVER, leader.role());
        assertTrue(leader.steps() - steps < 50, (leader.steps() - steps) + " steps in a second");
    }

    @Test
    void a_node_removed_in_its_absence_comes_back_without_disturbing_and_catches_up() {
        var cluster = new SimCluster(2, SimCluster.Habits.steady(0)).start(3, 3);
        SimNode leader = cluster.settle();
        SimNode gone = cluster.otherThan(leader);
        var rest = new TreeSet<>(idsOf(0, 1, 2));
        rest.remove(id(gone.number));
        gone.crash();
        leader.give(new RaftInput.ChangeVoters(1, rest));
        cluster.runUntil(
                "the change", 1_000 * MILLI, () -> leader.view().membership().equals(Membership.of(rest)));
        cluster.write(10);
        long term = leader.view().term();

        gone.start();
        SimNode after = cluster.settle();

        assertEquals(leader, after);
        assertEquals(term, leader.view().term());
        assertEquals(RaftRole.OBSERVER, gone.role());
    }

    @Test
    void of_four_voters_two_and_a_removal_that_is_not_committed_decide_nothing() {
        var leader = new OneMachine(0, voter(0, 1, 2, 3)).lead(1, 2);
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 2));
        leader.receiveAndWrite(2, new RaftMessage.AppendReply(2, 1, 2));
        assertEquals(2, leader.view().commit());

        leader.run(new RaftInput.ChangeVoters(1, idsOf(0, 1, 2)), new RaftInput.Propose(2, Bytes.EMPTY));
        leader.receiveAndWrite(1, new RaftMessage.AppendReply(2, 1, 4));
        assertEquals(2, leader.view().commit(), "two of the three that stay, but only two of the four");

        leader.receiveAndWrite(3, new RaftMessage.AppendReply(2, 1, 3));
        assertEquals(4, leader.view().commit(), "three of the four, and then the three that stay are alone");
    }

    @Test
    void an_isolated_leader_of_four_cannot_shrink_the_group_to_itself() {
        var cluster = new SimCluster(3, SimCluster.Habits.steady(0)).start(4, 4);
        SimNode old = cluster.settle();

        cluster.network.isolate(old.number);
        old.give(new RaftInput.ChangeVoters(1, idsOf(old.number, (old.number + 1) % 4)));
        cluster.runUntil(
                "a leader of the other three",
                5_000 * MILLI,
                () -> cluster.leader().filter(next -> next != old).isPresent());
        cluster.write(3);
        cluster.network.heal();

        assertNotEquals(old, cluster.settle());
        assertEquals(4, cluster.settle().view().membership().voters().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30})
    @Tag("R9")
    void a_crash_of_all_at_any_moment_leaves_the_old_or_the_new_group_working(long halfMillis) {
        var cluster = new SimCluster(4, SimCluster.Habits.steady(0)).start(5, 3);
        SimNode leader = cluster.settle();
        cluster.runFor(1_000 * MILLI);
        Membership old = leader.view().membership();
        Membership wanted = Membership.of(idsOf(2, 3, 4));

        leader.give(new RaftInput.ChangeVoters(1, wanted.voters()));
        cluster.runFor(halfMillis * MILLI / 2);
        cluster.nodes.forEach(SimNode::crash);
        cluster.nodes.forEach(SimNode::start);
        Membership found = cluster.settle().view().membership();
        cluster.write(1);

        assertFalse(found.isJoint());
        assertTrue(found.equals(old) || found.equals(wanted), found::toString);
    }

    private static List<RaftEffect.Dropped.Reason> reasons(List<RaftEffect> effects) {
        return effects(effects, RaftEffect.Dropped.class).stream()
                .map(RaftEffect.Dropped::reason)
                .toList();
    }
}
