package io.arewealive.core.channel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a node finds the others. */
class DiscoveryIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    @Tag("A5")
    void of_five_known_addresses_the_one_that_lives_is_found_though_two_refuse_and_two_are_silent() throws Exception {
        List<Integer> refusing = TestChannels.freePorts(2);
        try (SilentPort silent = new SilentPort();
                SilentPort silentToo = new SilentPort();
                TestChannels all = new TestChannels(ChannelTiming.DEFAULT)) {
            List<Integer> ports = TestChannels.freePorts(2);
            all.add(all.options().listenOn("127.0.0.1", ports.get(0), true));
            all.add(all.options()
                    .listenOn("127.0.0.1", ports.get(1), true)
                    .lookFor(List.of(
                            "127.0.0.1:" + silent.port(),
                            "127.0.0.1:" + refusing.get(0),
                            "127.0.0.1:" + silentToo.port(),
                            "127.0.0.1:" + refusing.get(1),
                            "127.0.0.1:" + ports.get(0))));
            all.open(0);
            await().atMost(SOON).until(() -> all.seeEachOther(0));

            long start = System.nanoTime();
            all.open(1);
            await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(all::allSeeAll);

            long bound = 5 * ChannelTiming.DEFAULT.connect().toNanos();
            assertTrue(System.nanoTime() - start < bound, "took longer than five times dialling");
        }
    }

    @Test
    void a_name_is_resolved_and_an_address_that_is_given_later_is_tried() {
        try (TestChannels all = new TestChannels(ChannelTiming.FAST)) {
            List<Integer> ports = TestChannels.freePorts(2);
            all.add(all.options().listenOn("127.0.0.1", ports.get(0), true));
            all.add(all.options().listenOn("127.0.0.1", ports.get(1), true));
            all.openAll();
            await().atMost(SOON).until(() -> all.seeEachOther(0) && all.seeEachOther(1));

            all.channel(1).peers(List.of("nowhere.invalid:7800", "localhost:" + ports.get(0)));

            await().atMost(SOON).until(all::allSeeAll);
        }
    }

    @Test
    void a_node_is_found_at_another_address_than_the_one_it_advertises() {
        try (TestChannels all = new TestChannels(ChannelTiming.DEFAULT)) {
            List<Integer> ports = TestChannels.freePorts(2);
            List<String> peers = List.of("127.0.0.1:" + ports.get(0), "127.0.0.1:" + ports.get(1));
            for (int port : ports) {
                all.add(all.options()
                        .listenOn("0.0.0.0", port, true)
                        .advertise("127.0.0.2", port)
                        .lookFor(peers));
            }

            all.openAll();

            await().atMost(SOON).until(all::allSeeAll);
        }
    }

    @Test
    void a_first_node_without_peers_is_in_its_view_at_once() {
        try (TestChannels all = new TestChannels(ChannelTiming.WAN)) {
            all.add(all.options()
                    .listenOn("127.0.0.1", TestChannels.freePorts(1).get(0), true));

            long start = System.nanoTime();
            all.open(0);
            await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(all::allSeeAll);

            assertTrue(System.nanoTime() - start < ChannelTiming.WAN.join().toNanos(), "waited for nobody");
        }
    }

    @Test
    void a_channel_closes_in_time_while_it_still_looks_for_others() throws Exception {
        try (SilentPort silent = new SilentPort();
                TestChannels all = new TestChannels(ChannelTiming.WAN)) {
            all.add(all.options()
                    .listenOn("127.0.0.1", TestChannels.freePorts(1).get(0), true)
                    .lookFor(List.of("127.0.0.1:" + silent.port())));
            all.open(0);

            long start = System.nanoTime();
            all.channel(0).close();

            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(took < 2_000, "closing took " + took + " ms");
            await().atMost(SOON).until(() -> ProcessEndIT.threadsOf("n0").isEmpty());
        }
    }

    /** A port at which dialling gets no answer at all: its queue is full and nobody accepts. */
    private static final class SilentPort implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queued = new ArrayList<>();

        SilentPort() throws IOException {
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()), 150);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            listening.close();
        }
    }
}
