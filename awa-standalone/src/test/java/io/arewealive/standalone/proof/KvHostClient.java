package io.arewealive.standalone.proof;

import io.arewealive.proof.OperationLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Clients of the key-value store on one host, who use the server there and write what they are told to a file. */
final class KvHostClient {

    private KvHostClient() {}

    /**
     * Arguments: data directory, number of the first client, how many, how often each uses one key, seed, file. Who is asked to end
     * (TERM) writes first what it was about to be told.
     */
    public static void main(String[] args) throws IOException {
        int first = Integer.parseInt(args[1]);
        try (var out = new PrintStream(args[5], StandardCharsets.UTF_8)) {
            List<KvWorker> workers = IntStream.range(0, Integer.parseInt(args[2]))
                    .mapToObj(i -> new KvWorker(
                            first + i,
                            List.of(Path.of(args[0])),
                            Integer.parseInt(args[3]),
                            Long.parseLong(args[4]) + i,
                            operation -> write(out, OperationLine.of(operation))))
                    .toList();
            List<Thread> threads = workers.stream().map(Thread::new).toList();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                workers.forEach(KvWorker::stop);
                threads.forEach(KvHostClient::await);
            }));
            threads.forEach(Thread::start);
            threads.forEach(KvHostClient::await);
            workers.forEach(KvWorker::assertWell);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(PrintStream out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
