package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import io.arewealive.node.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of embedded nodes, over real connections, logs and disks. */
class KeyValueIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    @Tag("R1")
    @Tag("R8")
    void values_arrive_exactly_and_outlive_all_processes() {
        byte[] large = new byte[KvValue.MAX_BYTES];
        new Random(1).nextBytes(large);
        var odd = KvValue.of("\"quotes\" 'and' $(shell)\n\ttabs, \u0000, ünïcödé \uD83D\uDE00 ");
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(18_100, "a", "b", "c")) {
            done(keys(cluster, "a").set("odd", odd));
            done(keys(cluster, "b").set("large", KvValue.of(large)));
            done(keys(cluster, "c").set("empty", KvValue.of("")));
            for (String node : List.of("a", "b", "c")) {
                assertEquals(odd, value(keys(cluster, node), "odd"));
                assertArrayEquals(large, value(keys(cluster, node), "large").bytes());
                assertEquals(0, value(keys(cluster, node), "empty").size());
            }
        }
        try (var cluster = new TestCluster(directory, Transport.TCP)) {
            cluster.start("a", 18_100, false, 18_101);
            cluster.start("b", 18_101, false, 18_100);
            cluster.start("c", 18_102, false, 18_100);
            cluster.settle("a", "b", "c");
            assertEquals(odd, value(keys(cluster, "b"), "odd"));
            assertArrayEquals(large, value(keys(cluster, "c"), "large").bytes());
        }
    }

    @Test
    @Tag("R5")
    void of_twenty_callers_at_once_one_wins_and_the_others_are_told_why() throws Exception {
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(18_110, "a", "b", "c")) {
            done(keys(cluster, "a").set("owner", KvValue.of("nobody")));
            List<KvOutcome> outcomes = new ArrayList<>();
            var barrier = new CyclicBarrier(20);
            var pool = Executors.newFixedThreadPool(20);
            List<Future<KvOutcome>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                KeyValue keys = keys(cluster, List.of("a", "b", "c").get(i % 3));
                KvValue mine = KvValue.of("caller " + i / 2); // two want the same
                Callable<KvOutcome> call = () -> {
                    barrier.await();
                    return keys.setIf("owner", Operator.EQUAL, KvValue.of("nobody"), mine);
                };
                calls.add(pool.submit(call));
            }
            for (Future<KvOutcome> call : calls) {
                outcomes.add(call.get());
            }
            pool.shutdown();
            assertEquals(1, count(outcomes, KvOutcome.Done.class), outcomes::toString);
            assertEquals(1, count(outcomes, KvOutcome.AlreadySet.class), outcomes::toString);
            assertEquals(18, count(outcomes, KvOutcome.NoMatch.class), outcomes::toString);
        }
    }

    @Test
    @Tag("R12")
    void a_watch_goes_on_at_another_node_and_a_retry_is_applied_once() {
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(18_120, "a", "b", "c")) {
            var told = new CopyOnWriteArrayList<String>();
            var watch = keys(cluster, "a").watch("w/", 0, listener(told));
            done(keys(cluster, "b").set("w/1", KvValue.of("1")));
            awaiting().until(() -> told.equals(List.of("w/1=1")));
            cluster.node("a").close();
            long revision = watch.revision();

            var id = CommandId.random();
            var write = new KvWrite.Set("w/2", KvValue.of("2"), 0);
            awaiting().until(() -> keys(cluster, "b").write(id, write, TIMEOUT) instanceof KvOutcome.Done);
            var first = done(keys(cluster, "b").write(id, write, TIMEOUT));
            var again = done(keys(cluster, "c").write(id, write, TIMEOUT));
            assertEquals(first.revision(), again.revision());
            assertTrue(first.already(), "the second time on this node");
            assertInstanceOf(Fate.Applied.class, cluster.node("c").nodes().fateOf(id));

            keys(cluster, "c").watch("w/", revision, listener(told));
            awaiting().until(() -> told.equals(List.of("w/1=1", "w/2=2")));
        }
    }

    @Test
    @Tag("R1")
    @Tag("R6")
    void without_a_majority_nothing_is_written_nothing_linear_is_read_and_the_copy_answers() {
        try (var cluster = new TestCluster(directory, Transport.TCP).startAll(18_130, "a", "b", "c")) {
            awaiting().until(() -> cluster.node("a").status().voters().size() == 3);
            done(keys(cluster, "a").set("k", KvValue.of("v")));
            awaiting()
                    .until(() -> found(keys(cluster, "c").get("k", Consistency.LOCAL, TIMEOUT))
                            .value()
                            .isPresent());
            cluster.cuts.cut(cluster.node("c").id());
            awaiting().until(() -> !cluster.node("c").status().quorum());

            KeyValue alone = keys(cluster, "c");
            long begin = System.nanoTime();
            assertInstanceOf(KvOutcome.NoQuorum.class, alone.set("k", KvValue.of("w")));
            assertInstanceOf(Reading.NoQuorum.class, alone.get("k"));
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(KeyValue.DEFAULT_TIMEOUT.multipliedBy(2))
                    < 0);
            var found = found(alone.get("k", Consistency.LOCAL, TIMEOUT));
            assertEquals("v", found.value().orElseThrow().value().text());
            assertEquals(Consistency.LOCAL, found.consistency());
            assertTrue(found.age().orElseThrow().compareTo(Duration.ZERO) > 0, found::toString);
        }
    }

    private static KeyValue keys(TestCluster cluster, String node) {
        return cluster.node(node).keyValue();
    }

    private static KvOutcome.Done done(KvOutcome outcome) {
        return assertInstanceOf(KvOutcome.Done.class, outcome);
    }

    private static KvValue value(KeyValue keys, String key) {
        return found(keys.get(key)).value().orElseThrow().value();
    }

    private static Reading.Found<Optional<KvEntry>> found(Reading<Optional<KvEntry>> reading) {
        assertInstanceOf(Reading.Found.class, reading);
        return (Reading.Found<Optional<KvEntry>>) reading;
    }

    private static long count(List<KvOutcome> outcomes, Class<? extends KvOutcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }

    private static KvListener listener(List<String> told) {
        return new KvListener() {
            @Override
            public void changed(KvChange change) {
                told.add(change.key() + "=" + change.value().orElseThrow().text());
            }

            @Override
            public void lost(long after, long resumed) {
                told.add("lost " + after);
            }
        };
    }
}
