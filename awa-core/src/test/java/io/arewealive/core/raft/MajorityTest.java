package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MajorityTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "6, 4", "7, 4"})
    void a_majority_is_more_than_half(int voters, int needed) {
        var membership = Membership.of(first(voters));

        assertTrue(Majority.of(membership, first(needed)::contains));
        assertFalse(Majority.of(membership, first(needed - 1)::contains));
    }

    @Test
    void nobody_has_no_majority() {
        assertFalse(Majority.of(Membership.none(), node -> true));
        assertEquals(Long.MIN_VALUE, Majority.reached(Membership.none(), node -> 7));
    }

    @Test
    void a_change_needs_both_sets() {
        var joint = new Membership(new TreeSet<>(SimCluster.idsOf(0, 1, 2)), new TreeSet<>(SimCluster.idsOf(0, 3, 4)));

        assertFalse(Majority.of(joint, SimCluster.idsOf(0, 1, 2)::contains));
        assertFalse(Majority.of(joint, SimCluster.idsOf(0, 3, 4)::contains));
        assertTrue(Majority.of(joint, SimCluster.idsOf(0, 1, 3)::contains));
    }

    @Property
    void what_is_reached_is_the_highest_value_that_a_majority_has(
            @ForAll("memberships") Membership membership, @ForAll @Size(8) List<@IntRange(max = 9) Integer> values) {
        long reached = Majority.reached(membership, node -> values.get(SimCluster.numberOf(node)));

        for (int value = 0; value <= 9; value++) {
            int wanted = value;
            assertEquals(
                    value <= reached,
                    Majority.of(membership, node -> values.get(SimCluster.numberOf(node)) >= wanted),
                    "value " + value);
        }
    }

    @Property
    void two_majorities_of_the_same_voters_have_a_node_in_common(
            @ForAll("memberships") Membership membership,
            @ForAll Set<@IntRange(max = 7) Integer> one,
            @ForAll Set<@IntRange(max = 7) Integer> other) {
        boolean both = Majority.of(membership, node -> one.contains(SimCluster.numberOf(node)))
                && Majority.of(membership, node -> other.contains(SimCluster.numberOf(node)));
        var common = new HashSet<>(one);
        common.retainAll(other);

        assertTrue(!both || !common.isEmpty());
    }

    @Property
    void a_majority_of_a_change_meets_every_majority_before_and_after_it(
            @ForAll("memberships") Membership joint, @ForAll Set<@IntRange(max = 7) Integer> yes) {
        if (Majority.of(joint, node -> yes.contains(SimCluster.numberOf(node)))) {
            assertTrue(Majority.of(Membership.of(joint.voters()), node -> yes.contains(SimCluster.numberOf(node))));
            assertTrue(!joint.isJoint()
                    || Majority.of(Membership.of(joint.outgoing()), node -> yes.contains(SimCluster.numberOf(node))));
        }
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<Membership> memberships() {
        var nodes = net.jqwik.api.Arbitraries.integers().between(0, 7).map(SimCluster::idOf);
        return net.jqwik.api.Combinators.combine(
                        nodes.set().ofMinSize(1).ofMaxSize(7), nodes.set().ofMaxSize(7))
                .as((voters, outgoing) -> new Membership(new TreeSet<>(voters), new TreeSet<>(outgoing)));
    }

    private static Set<NodeId> first(int count) {
        var nodes = new HashSet<NodeId>();
        for (int i = 0; i < count; i++) {
            nodes.add(SimCluster.idOf(i));
        }
        return nodes;
    }
}
