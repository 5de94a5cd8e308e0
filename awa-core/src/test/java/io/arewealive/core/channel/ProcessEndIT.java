package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a process that is killed or stopped, seen from two nodes in this JVM. */
@Timeout(60)
class ProcessEndIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_killed_process_that_had_dialled_us_is_noticed_by_its_connection() {
        try (Trio trio = Trio.withChildLast()) {
            trio.awaitView();

            trio.killAndMeasure("it had dialled");
        }
    }

    @Test
    void a_killed_process_that_we_had_dialled_is_noticed_by_its_connection() {
        try (Trio trio = Trio.withChildFirst()) {
            trio.awaitView();

            trio.killAndMeasure("we had dialled");
        }
    }

    @Test
    void a_killed_process_is_noticed_by_a_node_that_it_never_had_to_talk_to() {
        try (Trio trio = Trio.withChildThatKnowsOne()) {
            trio.awaitViewOnly();
            await().pollDelay(Duration.ofMillis(400)).atMost(SOON).until(() -> true);

            trio.killAndMeasure("idle");
        }
    }

    @Test
    void a_process_that_is_killed_and_started_again_takes_its_place_in_the_view() {
        try (Trio trio = Trio.withChildLast()) {
            trio.awaitView();
            trio.child.kill();

            try (ChildNode again = trio.startChild(2)) {
                await().atMost(SOON).until(() -> again.lines().contains("view 3"));
                trio.all.channel(0).send(again.id(), Bytes.owning("you".getBytes(UTF_8)));
                await().atMost(SOON)
                        .until(() -> trio.all.heard(0).frames().stream()
                                .anyMatch(frame ->
                                        frame.incarnation() == 2 && frame.text().equals("echo you")));
            }
        }
    }

    @Test
    void a_stopped_process_holds_up_nobody_else_and_comes_back_when_it_goes_on() {
        try (Trio trio = Trio.withChildLast()) {
            trio.awaitView();
            JGroupsChannel sender = trio.all.channel(0);
            Heard other = trio.all.heard(1);
            trio.child.stop();
            Bytes large = Bytes.owning(new byte[1 << 20]);

            long slowestSend = 0;
            long slowestDelivery = 0;
            for (int i = 0; i < 60; i++) {
                String ping = "ping " + i;
                long start = System.nanoTime();
                sender.send(trio.child.id(), large);
                sender.send(trio.all.id(1), Bytes.owning(ping.getBytes(UTF_8)));
                long sent = System.nanoTime();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(SOON)
                        .until(() -> other.texts().contains(ping));
                slowestSend = Math.max(slowestSend, sent - start);
                slowestDelivery = Math.max(slowestDelivery, System.nanoTime() - start);
            }
            report(String.format(
                    "beside a stopped process: slowest send %d us, slowest delivery to another %d us, dropped %d",
                    TimeUnit.NANOSECONDS.toMicros(slowestSend),
                    TimeUnit.NANOSECONDS.toMicros(slowestDelivery),
                    sender.dropped()));
            assertTrue(sender.dropped() > 0, "the queue of the stopped process never filled");
            assertTrue(
                    slowestDelivery < TimeUnit.SECONDS.toNanos(1),
                    "a frame to another took " + slowestDelivery + " ns");

            sender.suspected(Set.of(trio.child.id()));
            trio.all.channel(1).suspected(Set.of(trio.child.id()));
            await().atMost(SOON).until(() -> trio.all.seeEachOther(0, 1));
            trio.child.goOn();
            sender.suspected(Set.of());
            trio.all.channel(1).suspected(Set.of());
            long start = System.nanoTime();
            trio.awaitView();
            report(String.format(
                    "after going on: one view in %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
        }
    }

    @Test
    void a_channel_closes_in_time_beside_a_stopped_process() {
        try (Trio trio = Trio.withChildLast()) {
            trio.awaitView();
            trio.child.stop();
            for (int i = 0; i < 30; i++) {
                trio.all.channel(0).send(trio.child.id(), Bytes.owning(new byte[1 << 20]));
            }

            long start = System.nanoTime();
            trio.all.channel(0).close();
            long took = System.nanoTime() - start;

            report(String.format("closed beside a stopped process in %d ms", TimeUnit.NANOSECONDS.toMillis(took)));
            assertTrue(took < TimeUnit.MILLISECONDS.toNanos(2_500), "closing took " + took + " ns");
            await().atMost(SOON).until(() -> threadsOf("n0").isEmpty());
        }
    }

    static List<String> threadsOf(String node) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-channel-" + node + "-"))
                .sorted()
                .toList();
    }

    private static void report(String figures) {
        System.out.println("measured: " + figures);
    }

    /** Two nodes here, one in a process of its own. */
    private static final class Trio implements AutoCloseable {

        private final TestChannels all = TestChannels.overTcp(2);
        private final NodeId childId = NodeId.random();
        private final int port = TestChannels.freePorts(1).get(0);
        private ChildNode child;

        static Trio withChildLast() {
            Trio trio = new Trio();
            trio.all.openAll();
            await().atMost(SOON).until(trio.all::allSeeAll);
            trio.child = trio.startChild(1);
            return trio;
        }

        static Trio withChildThatKnowsOne() {
            Trio trio = new Trio();
            trio.all.open(0);
            await().atMost(SOON).until(() -> trio.all.seeEachOther(0));
            trio.all.open(1);
            await().atMost(SOON).until(trio.all::allSeeAll);
            trio.child = trio.startChild(1, List.of("127.0.0.1:" + trio.all.port(0)));
            return trio;
        }

        static Trio withChildFirst() {
            Trio trio = new Trio();
            trio.child = trio.startChild(1);
            await().atMost(SOON).until(() -> trio.child.lines().contains("view 1"));
            List<String> childToo = List.of("127.0.0.1:" + trio.port);
            trio.all.channel(0).peers(childToo);
            trio.all.channel(1).peers(childToo);
            trio.all.openAll();
            return trio;
        }

        ChildNode startChild(long incarnation) {
            List<String> peers = List.of("127.0.0.1:" + all.port(0), "127.0.0.1:" + all.port(1));
            return startChild(incarnation, peers);
        }

        ChildNode startChild(long incarnation, List<String> peers) {
            return ChildNode.start(all.clusterName(), childId, incarnation, port, peers);
        }

        void awaitViewOnly() {
            Set<NodeId> expected = Set.of(all.id(0), all.id(1), childId);
            await().atMost(SOON)
                    .until(() -> all.heard(0).lastView().equals(expected)
                            && all.heard(1).lastView().equals(expected));
        }

        void awaitView() {
            awaitViewOnly();
            for (int i = 0; i < 2; i++) {
                JGroupsChannel from = all.channel(i);
                Heard heard = all.heard(i);
                await().atMost(SOON).until(() -> {
                    from.send(childId, Bytes.owning("hello".getBytes(UTF_8)));
                    return heard.texts().contains("echo hello");
                });
            }
        }

        void killAndMeasure(String how) {
            int before = all.heard(0).closed().size() + all.heard(1).closed().size();
            long start = System.nanoTime();
            child.kill();
            for (int i = 0; i < 2; i++) {
                Heard heard = all.heard(i);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(SOON)
                        .until(() -> heard.closed().contains(childId));
            }
            report(String.format(
                    "killed (%s): both others noticed after %d ms, %d events before",
                    how, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), before));
            assertEquals(0, before);
        }

        @Override
        public void close() {
            child.close();
            all.close();
        }
    }
}
