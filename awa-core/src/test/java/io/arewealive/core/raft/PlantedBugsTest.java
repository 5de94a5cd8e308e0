package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the simulation finds what it is there to find. */
class PlantedBugsTest {

    private static final int SEEDS = 1_000;

    static List<PlantedBug> bugs() {
        return List.of(
                PlantedBug.named("a quorum of n/2")
                        .seenAt(1)
                        .in("Majority", "return voters / 2 + 1;", "return Math.max(1, voters / 2);"),
                PlantedBug.named("a vote that is not synced before it is told")
                        .seenAt(3)
                        .in("RaftMachine", "if (replica.journal.isHardStateDurable()) {", "{")
                        .in(
                                "Election",
                                "replica.role == RaftRole.CANDIDATE && replica.journal.isHardStateDurable()",
                                "replica.role == RaftRole.CANDIDATE"),
                PlantedBug.named("an entry of an old term committed by counting")
                        .seenAt(120)
                        .in("Leadership", " && replica.log.termAt(index) == replica.term()", ""),
                PlantedBug.named("a configuration that takes effect when it is committed")
                        .seenAt(25)
                        .in(
                                "Replica",
                                "return log.membership();",
                                "return log.membershipAt(Math.max(log.before(), commit));")
                        .in("Leadership", "replica.commitTo(index);", "replica.commitTo(index); syncFollowers();"),
                PlantedBug.named("a snapshot that is installed without a look at the entry it ends with")
                        .seenAt(14)
                        .in("Replica", "log.matches(meta.index(), meta.term());", "log.lastIndex() >= meta.index();"),
                PlantedBug.named("a previous entry that is not checked where the leader's snapshot ends")
                        .seenAt(105)
                        .in(
                                "Leadership",
                                "prevIndex == 0 ? 0 : replica.log.termAt(prevIndex)",
                                "prevIndex <= replica.log.before() ? 0 : replica.log.termAt(prevIndex)")
                        .in(
                                "Replica",
                                "if (prevIndex >= log.before() &&",
                                "if (prevIndex >= log.before() && prevTerm != 0 &&"),
                PlantedBug.named("learners that are sent entries and counted")
                        .seenAt(230)
                        .in(
                                "Leadership",
                                "observers.told(node, durable, replica.now);",
                                "followers.put(node, new Progress(durable + 1, replica.now));")
                        .in("Leadership", "followers.keySet().removeIf(node -> !membership.isVoter(node));", "")
                        .in("Leadership", "long index = Majority.reached(replica.membership(), this::matched);", """
                                long[] all = java.util.stream.LongStream.concat(
                                        java.util.stream.LongStream.of(replica.journal.durable()),
                                        followers.values().stream().mapToLong(Progress::matched)).sorted().toArray();
                                long index = all[Math.max(0, all.length - replica.membership().voters().size() / 2 - 1)];
                                """),
                PlantedBug.named("a read that does not wait for its round")
                        .seenAt(9)
                        .in(
                                "Leadership",
                                "reads.confirmed(Majority.reached(replica.membership(), this::round));",
                                "reads.confirmed(round);"),
                PlantedBug.named("a term and vote that are taken back after a crash")
                        .seenAt(3)
                        .in("Replica", "hardState = recovered.hardState();", "hardState = HardState.INITIAL;"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void the_simulation_finds(PlantedBug bug) throws Exception {
        LongFunction<Optional<String>> run = bug.plant("raft.SeedRun");
        for (int i = 0; i < SEEDS; i++) {
            long seed = (bug.firstSeed() - 1 + i) % SEEDS + 1;
            Optional<String> found = run.apply(seed);
            if (found.isPresent()) {
                System.out.println(bug + ": seed " + seed + ": " + found.get());
                return;
            }
        }
        fail(bug + " broke no promise in " + SEEDS + " seeds");
    }
}
