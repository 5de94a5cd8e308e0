package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.arewealive.core.raft.PlantedBug;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that the simulation of the key-value store finds what it is there to find, and says it by its name. */
class KvPlantedBugsTest {

    private static final int SEEDS = 400;

    private record Planted(PlantedBug bug, String saying) {
        @Override
        public String toString() {
            return bug.toString();
        }
    }

    static List<Planted> bugs() {
        return List.of(
                new Planted(
                        PlantedBug.named("a leader that lets others read without asking a majority")
                                .seenAt(61)
                                .in(
                                        "machine/LinearReads",
                                        "foreign.put(token, new Foreign(from, question));\n        known.tellRaft(new RaftInput.Read(token));",
                                        "known.send(from, new Message.ReadAt(question, OptionalLong.of(known.raft.applied())));")
                                .in(
                                        "machine/LinearReads",
                                        "known.tellRaft(new RaftInput.Read(token));\n            asked.put(token, new Asked(waiting, now));",
                                        "ready.add(new Ready(waiting, known.raft.applied()));"),
                        "not linearizable|numbers that fall"),
                new Planted(
                        PlantedBug.named("a retry that is applied again")
                                .seenAt(52)
                                .in(
                                        "machine/Memory",
                                        "if (before != null) {",
                                        "if (before != null && before.index() < 0) {"),
                        "not linearizable"),
                new Planted(
                        PlantedBug.named("a lease that ends although it was renewed")
                                .seenAt(1)
                                .in("kv/KvState", "lease == null || lease.renewals() != renewals", "lease == null")
                                .in(
                                        "machine/LeaseWatch",
                                        "if (term.isEmpty() || term.get().renewals() != due.renewals()) {",
                                        "if (term.isEmpty()) {")
                                .in(
                                        "machine/LeaseWatch",
                                        "if (watching && applied.lease() != 0) {",
                                        "if (watching && applied.lease() != 0 && !byLease.containsKey(applied.lease())) {"),
                        "before its time"));
    }

    static List<Planted> more() {
        return List.of(
                new Planted(
                        PlantedBug.named("a token that is given again after a snapshot")
                                .seenAt(1)
                                .in(
                                        "kv/KvState",
                                        "out.i64(totals.revision()).i64(totals.lastLease());",
                                        "out.i64(totals.revision()).i64(0);"),
                        "given out twice"),
                new Planted(
                        PlantedBug.named("a new leader that ends all leases at once")
                                .seenAt(1)
                                .in(
                                        "machine/LeaseWatch",
                                        "known.state.kv().terms().forEach(this::begin);",
                                        "known.state.kv().terms().forEach(t -> plan(new Due(known.now.nanos(), t.lease(), t.renewals())));"),
                        "before its time"),
                new Planted(
                        PlantedBug.named("keys that outlive their lease")
                                .seenAt(1)
                                .in(
                                        "kv/KvState",
                                        "List.copyOf(lease.keys).forEach(key -> drop(key, cause, writing));",
                                        ""),
                        "bound to"),
                new Planted(
                        PlantedBug.named("a snapshot without the commands that were applied")
                                .seenAt(1)
                                .in(
                                        "machine/Memory",
                                        "commands.entrySet(),\n                (w, e)",
                                        "java.util.List.<Map.Entry<CommandId, Remembered>>of(),\n                (w, e)"),
                        "all copies are equal"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    @Tag("R2")
    void the_simulation_finds(Planted planted) throws Exception {
        find(planted);
    }

    @ParameterizedTest
    @MethodSource("more")
    @Tag("long")
    void the_simulation_finds_as_well(Planted planted) throws Exception {
        find(planted);
    }

    private static void find(Planted planted) throws ReflectiveOperationException {
        LongFunction<Optional<String>> run = planted.bug().plant("machine.KvSeedRun");
        for (int i = 0; i < SEEDS; i++) {
            long seed = (planted.bug().firstSeed() - 1 + i) % SEEDS + 1;
            Optional<String> found = run.apply(seed);
            if (found.isPresent()) {
                System.out.println(planted + ": " + found.get().lines().limit(3).toList());
                assertTrue(
                        Pattern.compile(planted.saying()).matcher(found.get()).find(), found.get());
                return;
            }
        }
        fail(planted + " broke no promise in " + SEEDS + " seeds");
    }
}
