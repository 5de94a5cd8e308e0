package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimulationTest {

    @Test
    void a_thousand_clusters_under_faults_break_no_promise() {
        Long only = Long.getLong("awa.sim.seed");
        long first = only != null ? only : 1;
        long last = only != null ? only : Integer.getInteger("awa.sim.seeds", 1_000);
        long begin = System.nanoTime();
        long committed = 0;
        long acknowledged = 0;
        long elections = 0;
        for (long seed = first; seed <= last; seed++) {
            Chaos.Outcome outcome = Chaos.run(seed);
            committed += outcome.committed();
            acknowledged += outcome.acknowledged();
            elections += outcome.elections();
        }
        System.out.printf(
                "%d seeds in %.1f s: %d entries committed, %d acknowledged, %d elections%n",
                last - first + 1, (System.nanoTime() - begin) / 1e9, committed, acknowledged, elections);
        assertTrue(committed > 0);
    }
}
