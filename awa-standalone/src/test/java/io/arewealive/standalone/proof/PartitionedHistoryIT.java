package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.proof.Answer;
import io.arewealive.proof.Linearizability;
import io.arewealive.proof.Operation;
import io.arewealive.proof.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers on hosts of their own between which the network is cut, both ways and one way, while clients on each host read and write
 * through the server there: what all were told is linearizable, and who is cut off reads nothing.
 */
@Tag("netns")
class PartitionedHistoryIT {

    private static final int OPERATIONS = Integer.getInteger("awa.operations", 10_000);
    private static final int CLIENTS = 2;
    private static final long KNOWN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long seed = Long.getLong("awa.seed", System.nanoTime());

    @TempDir
    private Path home;

    private int cuts;

    @BeforeAll
    static void askForPermission() {
        Optional<String> obstacle = Namespaces.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: " + obstacle.orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    @Tag("R1")
    @Tag("R2")
    void what_clients_are_told_while_the_network_is_cut_is_linearizable(int size) throws Exception {
        try (var hosts = new Hosts(home, size)) {
            for (int number = 1; number <= size; number++) {
                hosts.start(number);
            }
            hosts.awaitVoters(3);
            int mostOnAKey = Linearizability.MOST_OPERATIONS / (CLIENTS * size) - 1;
            for (int number = 1; number <= size; number++) {
                hosts.startKeyClients(number, CLIENTS, mostOnAKey, seed + 100L * number);
            }
            hosts.awaitOperations(everybody(size), 50);
            while (hosts.operations().size() < OPERATIONS) {
                cutAll(hosts, size);
            }
            hosts.awaitWhole();
            hosts.stopKeyClients();
            check(hosts.operations(), size);
        }
    }

    private void cutAll(Hosts hosts, int size) throws Exception {
        int leader = hosts.awaitLeader(1);
        isolate(hosts, leader, size);
        isolate(hosts, hosts.awaitLeader(1) % size + 1, size);
        int mute = hosts.awaitLeader(1);
        oneWay(hosts, () -> others(mute, size).forEach(other -> hosts.network().cutOneWay(mute, other)), mute, size);
        int deaf = hosts.awaitLeader(1);
        oneWay(hosts, () -> others(deaf, size).forEach(other -> hosts.network().cutOneWay(other, deaf)), deaf, size);
        int one = hosts.awaitLeader(1);
        int other = one % size + 1;
        oneWay(hosts, () -> hosts.network().cutOneWay(one, other), other, size);
    }

    /** Nobody hears it and it hears nobody: the others go on, and nobody reads or writes there. */
    private void isolate(Hosts hosts, int lost, int size) throws Exception {
        cuts++;
        long cut = System.nanoTime();
        hosts.network().isolate(lost);
        hosts.awaitOperations(others(lost, size), 40);
        hosts.await(lost, cut, seen -> !seen.quorum());
        hosts.awaitOperations(others(lost, size), 40);
        long healed = System.nanoTime();
        List<Operation> impossible = hosts.operationsOf(lost).stream()
                .filter(each -> each.invoked() > cut + KNOWN_AFTER_NANOS && each.returned() < healed)
                .filter(each -> !(each.answer() instanceof Answer.NotWritten))
                .toList();
        assertEquals(List.of(), impossible, "answers without a majority");
        hosts.network().heal();
        hosts.awaitOperations(everybody(size), 20);
    }

    private void oneWay(Hosts hosts, Runnable cut, int concerned, int size) throws Exception {
        cuts++;
        cut.run();
        hosts.awaitOperations(others(concerned, size), 60);
        hosts.network().heal();
        hosts.awaitOperations(everybody(size), 20);
    }

    private static List<Integer> others(int than, int size) {
        return everybody(size).stream().filter(number -> number != than).toList();
    }

    private static List<Integer> everybody(int size) {
        return IntStream.rangeClosed(1, size).boxed().toList();
    }

    private void check(List<Operation> history, int size) {
        long unknown = history.stream()
                .filter(each -> each.answer() instanceof Answer.Unknown)
                .count();
        Verdict verdict = Linearizability.check(history);
        System.out.printf(
                "%d hosts, seed %d: %d operations, %d of unknown end, %d cuts: %s%n",
                size, seed, history.size(), unknown, cuts, verdict);
        assertTrue(history.size() >= OPERATIONS);
        assertEquals(Verdict.Linearizable.class, verdict.getClass(), verdict::toString);
    }
}
