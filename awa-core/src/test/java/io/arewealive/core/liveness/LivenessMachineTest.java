package io.arewealive.core.liveness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.LivenessTiming;
import io.arewealive.core.step.Now;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivenessMachineTest {

    private static final NodeId A = new NodeId(new UUID(0, 1));
    private static final NodeId B = new NodeId(new UUID(0, 2));

    private final LivenessMachine machine = new LivenessMachine(
            new LivenessTiming(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(150)));

    @BeforeEach
    void watchTwo() {
        machine.watch(Map.of(A, true, B, true), at(0));
    }

    @Test
    void a_node_never_heard_stays_unknown() {
        assertEquals(List.of(), machine.tick(at(100_000), 0));
        assertEquals(NodeState.UNKNOWN, state(A));
        assertEquals(Long.MAX_VALUE, machine.deadlineNanos(at(0).nanos()));
    }

    @Test
    void silence_makes_suspect_and_then_offline_unreachable() {
        machine.heard(A, 1, false, at(0));

        assertEquals(List.of(), machine.tick(at(499), 0));
        assertEquals(at(500).nanos(), machine.deadlineNanos(at(499).nanos()));
        assertEquals(List.of(move(A, NodeState.ONLINE, NodeState.SUSPECT, "silent")), machine.tick(at(500), 0));
        assertEquals(List.of(), machine.tick(at(649), 0));
        assertEquals(List.of(move(A, NodeState.SUSPECT, NodeState.OFFLINE, "unreachable")), machine.tick(at(650), 0));
    }

    @Test
    void a_word_brings_a_suspect_back() {
        machine.heard(A, 1, false, at(0));
        machine.tick(at(500), 0);

        assertEquals(List.of(move(A, NodeState.SUSPECT, NodeState.ONLINE, "")), machine.heard(A, 1, false, at(600)));
        assertEquals(List.of(), machine.tick(at(1_000), 0));
    }

    @Test
    void a_closed_connection_and_a_refused_dial_end_a_node_at_once() {
        machine.heard(A, 1, false, at(0));

        assertTrue(machine.closed(A, at(10)));
        assertEquals(List.of(), machine.tick(at(12), 0));
        assertEquals(
                Optional.of(move(A, NodeState.ONLINE, NodeState.OFFLINE, "process ended")), machine.ended(A, at(12)));
    }

    @Test
    void a_closed_connection_without_a_refused_dial_leaves_the_usual_patience() {
        machine.heard(A, 1, false, at(0));
        machine.closed(A, at(10));

        assertEquals(List.of(), machine.tick(at(499), 0));
        assertEquals(List.of(move(A, NodeState.ONLINE, NodeState.SUSPECT, "silent")), machine.tick(at(500), 0));
    }

    @Test
    void a_refused_dial_alone_ends_nobody() {
        machine.heard(A, 1, false, at(0));

        assertEquals(Optional.empty(), machine.ended(A, at(12)));
    }

    @Test
    void who_does_not_answer_a_direct_question_in_the_time_of_a_verdict_is_unreachable() {
        machine.heard(A, 1, false, at(0));
        machine.heard(B, 1, false, at(200));

        assertEquals(
                Optional.of(move(A, NodeState.ONLINE, NodeState.OFFLINE, "unreachable")),
                machine.unanswered(A, at(700)));
        assertEquals(Optional.empty(), machine.unanswered(B, at(700)), "B spoke meanwhile");
    }

    @Test
    void what_a_late_viewer_pardons_is_no_excuse_for_silence_after_a_direct_question() {
        machine.heard(A, 1, false, at(0));
        machine.tick(at(400), millis(400));

        assertEquals(
                Optional.of(move(A, NodeState.ONLINE, NodeState.OFFLINE, "unreachable")),
                machine.unanswered(A, at(1_000)));
    }

    @Test
    void a_closed_connection_alone_ends_nobody_who_still_speaks() {
        machine.heard(A, 1, false, at(0));
        machine.closed(A, at(10));

        machine.heard(A, 1, false, at(50));

        assertEquals(List.of(), machine.tick(at(200), 0));
        assertFalse(machine.closed(B, at(10)), "nobody asks after a node that was never heard");
    }

    @Test
    void frames_that_were_on_their_way_when_the_connection_closed_prove_nothing_but_an_answer_does() {
        machine.heard(A, 1, false, at(0));
        machine.heard(B, 1, false, at(0));
        machine.closed(A, at(10));
        machine.closed(B, at(10));

        machine.heard(A, 1, false, at(11));
        machine.heard(B, 1, true, at(11));

        assertTrue(machine.ended(A, at(12)).isPresent());
        assertEquals(Optional.empty(), machine.ended(B, at(12)));
    }

    @Test
    void a_paused_viewer_does_not_blame_others_for_its_own_absence() {
        machine.heard(A, 1, false, at(0));

        assertEquals(List.of(), machine.tick(at(7_000), millis(6_900)));
        assertEquals(NodeState.ONLINE, state(A));
    }

    @Test
    void limits_stay_stretched_for_a_while_after_a_pause_and_then_are_as_before() {
        machine.heard(A, 1, false, at(0));
        machine.tick(at(300), millis(300));

        machine.heard(A, 1, false, at(400));
        assertEquals(List.of(), machine.tick(at(1_100), 0), "500 + 300 ms are granted");
        machine.heard(A, 1, false, at(120_000));
        assertEquals(1, machine.tick(at(120_500), 0).size(), "two minutes later the limit is 500 ms again");
    }

    @Test
    void a_new_incarnation_tells_of_the_end_of_the_old_one() {
        machine.heard(A, 1, false, at(0));

        assertEquals(
                List.of(
                        move(A, NodeState.ONLINE, NodeState.OFFLINE, "process ended"),
                        move(A, NodeState.OFFLINE, NodeState.ONLINE, "")),
                machine.heard(A, 2, false, at(10)));
        assertEquals(List.of(), machine.heard(A, 1, false, at(20)), "the old one's late frames are nothing");
    }

    @Test
    void who_says_goodbye_has_left_and_its_late_beats_do_not_bring_it_back() {
        machine.heard(A, 1, false, at(0));

        assertEquals(List.of(move(A, NodeState.ONLINE, NodeState.LEFT, "said goodbye")), machine.left(A, 1, at(10)));
        assertEquals(List.of(), machine.heard(A, 1, false, at(11)));
        assertEquals(List.of(), machine.tick(at(60_000), 0));
        assertEquals(List.of(move(A, NodeState.LEFT, NodeState.ONLINE, "")), machine.heard(A, 2, false, at(60_001)));
    }

    @Test
    void a_permanent_node_that_left_counts_as_offline_after_a_quarter_of_an_hour() {
        machine.watch(Map.of(A, true, B, false), at(0));
        machine.left(A, 1, at(0));
        machine.left(B, 1, at(0));

        var transitions = machine.tick(at(15 * 60_000 + 1), 0);

        assertEquals(List.of(move(A, NodeState.LEFT, NodeState.OFFLINE, "left and did not return")), transitions);
        assertEquals(NodeState.LEFT, state(B));
    }

    @Test
    void a_clock_that_jumps_changes_nothing_in_that() {
        machine.watch(Map.of(A, true), at(0));
        machine.left(A, 1, at(0));

        assertEquals(List.of(), machine.tick(new Now(millis(1_000), millis(1_000) + 5 * 3_600_000), 0));
        assertEquals(
                1,
                machine.tick(new Now(millis(15 * 60_000 + 1), -5 * 3_600_000), 0)
                        .size());
    }

    private NodeState state(NodeId id) {
        return machine.peer(id).orElseThrow().state();
    }

    private static Transition move(NodeId node, NodeState from, NodeState to, String reason) {
        return new Transition(node, from, to, reason);
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }

    private static Now at(long millis) {
        return new Now(millis(millis), 1_000_000 + millis);
    }
}
