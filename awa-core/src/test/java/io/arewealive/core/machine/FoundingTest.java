package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Vow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes with empty data that form a cluster from one list. */
@Tag("A4")
class FoundingTest {

    private static final int SEEDS = 2_000;

    @Test
    void never_two_clusters_whatever_happens_and_one_when_all_is_well_again() {
        int formed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var simulation = new FoundingSimulation(seed, 2 + seed % 4, false);

            simulation.trouble(Duration.ofSeconds(8));
            formed += simulation.founded().size();
            assertTrue(simulation.founded().size() <= 1, "seed " + seed + "\n" + simulation.describe());
            simulation.peace();
            simulation.startAll();
            simulation.run(Duration.ofSeconds(15));

            String all = "seed " + seed + "\n" + simulation.describe();
            assertEquals(1, simulation.founded().size(), all);
            assertEquals(1, simulation.founders().size(), all);
            assertTrue(simulation.allUpAreIn(), all);
        }
        assertTrue(formed > SEEDS / 10, "the trouble must leave some time to form: " + formed);
    }

    @Test
    void disks_that_forget_promises_are_caught_by_the_simulation() {
        int two = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var simulation = new FoundingSimulation(seed, 2 + seed % 4, true);
            simulation.trouble(Duration.ofSeconds(8));
            two += simulation.founded().size() > 1 ? 1 : 0;
        }
        assertTrue(two > 0, "nothing noticed in " + SEEDS + " runs");
    }

    @Test
    void any_minority_may_be_missing_and_no_majority_forms_nothing() {
        for (int seed = 0; seed < 300; seed++) {
            int size = 3 + seed % 4;
            int mayMiss = (size - 1) / 2;

            var enough = new FoundingSimulation(seed, size, false);
            enough.startAllBut(mayMiss);
            enough.run(Duration.ofSeconds(8));
            assertEquals(1, enough.founded().size(), "seed " + seed + "\n" + enough.describe());
            assertTrue(enough.allUpAreIn(), enough.describe());

            var few = new FoundingSimulation(seed, size, false);
            few.startAllBut(mayMiss + 1);
            few.run(Duration.ofSeconds(8));
            assertEquals(Set.of(), few.founded(), "seed " + seed + "\n" + few.describe());
        }
    }

    @Test
    void the_order_and_the_spelling_of_the_list_do_not_matter() {
        var one = new Founders(List.of("B:7800", "a:7800", "a:7800"), Vow.NONE);
        var other = new Founders(List.of("a:7800", "b:7800"), Vow.NONE);

        assertEquals(one.list(), other.list());
        assertEquals(2, one.majority());
        assertEquals(Optional.of(1), one.placeOf(Set.of("b:7800")));
        assertEquals(Optional.empty(), one.placeOf(Set.of("c:7800")));
    }

    @Test
    void a_promise_survives_its_way_to_the_disk() {
        var id = LocalCluster.id(7);
        var ballot = new Vow.Ballot(3, id);
        var vow = new Vow(ballot, Optional.of(new Vow.Accepted(ballot, new Vow.Choice(id, LocalCluster.CLUSTER))));

        assertEquals(vow, Vow.decode(vow.encode()));
        assertEquals(Vow.NONE, Vow.decode(Vow.NONE.encode()));
    }
}
