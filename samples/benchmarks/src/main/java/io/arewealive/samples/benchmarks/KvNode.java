package io.arewealive.samples.benchmarks;

import io.arewealive.Awa;
import io.arewealive.AwaBuilder;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A service that embeds a node and uses its key-value store itself. It obeys {@code write CLIENTS COUNT KEYS}, {@code read CLIENTS COUNT
 * KEYS}, {@code leader}, {@code voters} and {@code revision}. Arguments: name, port, directory, directory of the keys or {@code -}, and
 * the address to join or {@code first}.
 */
public final class KvNode {

    private static final KvValue VALUE = KvValue.of("v".repeat(64));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private KvNode() {}

    /** See above. */
    public static void main(String... args) throws IOException, InterruptedException {
        AwaBuilder builder = Awa.builder()
                .cluster("bench")
                .name(args[0])
                .set("awa.node.host", "127.0.0.1")
                .set("awa.node.port", args[1])
                .set("awa.node.lifetime", "permanent")
                .set("awa.data", args[2]);
        if (!args[3].equals("-")) {
            builder.keys(Path.of(args[3]));
        }
        if (args[4].equals("first")) {
            builder.first();
        } else {
            builder.join(args[4]);
        }
        try (Awa awa = builder.start()) {
            if (!awa.awaitJoined(PATIENCE)) {
                throw new IllegalStateException("did not join: " + awa.status().problems());
            }
            Obeying.ready(words -> obey(awa, words));
        }
    }

    private static String obey(Awa awa, String... words) throws InterruptedException {
        KeyValue keys = awa.keyValue();
        return switch (words[0]) {
            case "write" -> run(words, key -> keys.set(key, VALUE) instanceof KvOutcome.Done);
            case "read" -> run(words, key -> keys.get(key) instanceof Reading.Found<?>);
            case "leader" -> awa.status().leader().orElse("-");
            case "voters" -> Integer.toString(awa.status().voters().size());
            case "revision" -> Long.toString(keys.stats().revision());
            default -> throw new IllegalArgumentException("cannot obey " + words[0]);
        };
    }

    private static String run(String[] words, java.util.function.Predicate<String> operation)
            throws InterruptedException {
        int keys = Integer.parseInt(words[3]);
        return Load.run(
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[2]),
                        n -> operation.test("bench/" + n % keys))
                .print();
    }
}
