package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.StartException;
import io.arewealive.core.wire.Bytes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The channel over real sockets of the loopback interface. */
class JGroupsChannelIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void three_nodes_that_start_together_see_each_other_and_exchange_frames() {
        try (TestChannels all = TestChannels.overTcp(3).openAll()) {
            awaitAll(all);

            all.channel(0).send(all.id(1), body("to one"));
            all.channel(2).broadcast(body("to all"));

            await().atMost(SOON).until(() -> all.heard(1).texts().contains("to one"));
            await().atMost(SOON).until(() -> all.heard(0).texts().contains("to all"));
            await().atMost(SOON).until(() -> all.heard(1).texts().contains("to all"));
            assertEquals(List.of(), all.heard(2).texts());
            Heard.Received frame = all.heard(0).frames().get(0);
            assertEquals(all.id(2), frame.from());
            assertEquals(3, frame.incarnation());
            assertEquals(Channel.NO_CLUSTER, frame.clusterId());
        }
    }

    @Test
    void frames_of_one_sender_keep_their_order() {
        try (TestChannels all = TestChannels.overTcp(2).openAll()) {
            awaitAll(all);

            for (int i = 0; i < 2_000; i++) {
                all.channel(0).send(all.id(1), body("" + i));
            }

            await().atMost(SOON).until(() -> all.heard(1).frames().size() == 2_000);
            List<Integer> arrived =
                    all.heard(1).texts().stream().map(Integer::valueOf).toList();
            assertEquals(arrived.stream().sorted().toList(), arrived);
        }
    }

    @Test
    void a_node_that_closes_leaves_the_view_at_once() {
        try (TestChannels all = TestChannels.overTcp(3).openAll()) {
            awaitAll(all);

            all.channel(0).close();

            await().atMost(SOON).until(() -> all.seeEachOther(1, 2));
        }
    }

    @Test
    void a_frame_of_another_cluster_is_refused_and_one_of_a_joining_node_is_not() {
        try (TestChannels all = TestChannels.overTcp(3).openAll()) {
            awaitAll(all);
            all.channel(0).cluster(UUID.randomUUID());
            all.channel(1).cluster(UUID.randomUUID());

            all.channel(0).broadcast(body("hello"));

            await().atMost(SOON).until(() -> all.heard(2).texts().contains("hello"));
            await().atMost(SOON)
                    .until(() -> all.heard(1).refusals().stream().anyMatch(why -> why.startsWith("another cluster")));
            assertEquals(List.of(), all.heard(1).texts());
        }
    }

    @Test
    void a_suspected_node_leaves_the_view_and_comes_back_when_it_is_heard_again() {
        try (TestChannels all = TestChannels.overTcp(3).openAll()) {
            awaitAll(all);
            all.cuts().cut(all.id(2));
            all.channel(0).suspected(Set.of(all.id(2)));
            all.channel(1).suspected(Set.of(all.id(2)));
            all.channel(2).suspected(Set.of(all.id(0), all.id(1)));
            await().atMost(SOON).until(() -> all.seeEachOther(0, 1) && all.seeEachOther(2));

            all.cuts().heal();
            all.channel(0).suspected(Set.of());
            all.channel(1).suspected(Set.of());
            all.channel(2).suspected(Set.of());

            awaitAll(all);
        }
    }

    @Test
    void a_port_that_was_asked_for_and_is_taken_is_an_error_that_names_it() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestChannels all = new TestChannels(ChannelTiming.DEFAULT)) {
            JGroupsChannel channel = all.add(all.options().listenOn("127.0.0.1", taken.getLocalPort(), true));

            StartException refused = assertThrows(StartException.class, () -> channel.open(new Heard()));

            assertEquals(StartException.Reason.PORT_IN_USE, refused.reason());
            assertTrue(refused.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refused.getMessage());
        }
    }

    @Test
    void a_port_that_was_not_asked_for_and_is_taken_gives_way_to_the_next() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestChannels all = new TestChannels(ChannelTiming.DEFAULT)) {
            JGroupsChannel channel = all.add(all.options().listenOn("127.0.0.1", taken.getLocalPort(), false));

            channel.open(new Heard());
            channel.join();

            int port = channel.port();
            assertTrue(port > taken.getLocalPort() && port <= taken.getLocalPort() + 9, "port " + port);
        }
    }

    private static void awaitAll(TestChannels all) {
        await().atMost(SOON).until(all::allSeeAll);
    }

    private static Bytes body(String text) {
        return Bytes.owning(text.getBytes(UTF_8));
    }
}
