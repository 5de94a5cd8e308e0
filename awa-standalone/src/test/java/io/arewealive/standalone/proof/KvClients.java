package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.arewealive.proof.History;
import io.arewealive.proof.Linearizability;
import io.arewealive.proof.Operation;
import io.arewealive.proof.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that read and write keys through all servers of a cluster, and what they were told. */
final class KvClients implements AutoCloseable {

    private static final int CLIENTS = 5;

    /** The checker's bound for one key, shared by all clients. */
    private static final int MOST_ON_A_KEY = Linearizability.MOST_OPERATIONS / CLIENTS - 1;

    private final long seed;
    private final History history = new History();
    private final List<KvWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    KvClients(Cluster cluster, long seed) {
        this.seed = seed;
        List<Path> servers = cluster.boxes().stream().map(Box::data).toList();
        for (int client = 1; client <= CLIENTS; client++) {
            var worker = new KvWorker(client, servers, MOST_ON_A_KEY, seed + client, history::add);
            workers.add(worker);
            var thread = new Thread(worker, "client-" + client);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** How many operations have ended. */
    int done() {
        return history.size();
    }

    /** They get on with their work. */
    void progress(int operations) {
        int wanted = history.size() + operations;
        await("operations of seed " + seed)
                .atMost(Box.LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    workers.forEach(KvWorker::assertWell);
                    return history.size() >= wanted;
                });
    }

    /** Ends them all. What they were told must be what a single copy could have told. */
    void finish(String what) throws InterruptedException {
        workers.forEach(KvWorker::stop);
        for (Thread thread : threads) { // what they are about to be told is a part of the history too
            thread.join(Box.LONGEST.toMillis());
            assertFalse(thread.isAlive(), thread::getName);
        }
        workers.forEach(KvWorker::assertWell);
        List<Operation> told = history.operations();
        Verdict verdict = Linearizability.check(told);
        System.out.printf(
                "%s, seed %d: %d operations, %d of unknown end: %s%n",
                what, seed, told.size(), history.unknown(), verdict);
        assertEquals(Verdict.Linearizable.class, verdict.getClass(), verdict::toString);
    }

    @Override
    public void close() {
        workers.forEach(KvWorker::stop);
    }
}
