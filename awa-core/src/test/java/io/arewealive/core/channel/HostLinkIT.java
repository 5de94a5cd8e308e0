package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jgroups.JChannel;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The channel of the application around us. */
class HostLinkIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final String clusterName = "host-" + UUID.randomUUID();
    private final TestChannels all = new TestChannels(ChannelTiming.DEFAULT);
    private final List<JChannel> hosts = new ArrayList<>();

    @AfterEach
    void close() {
        all.close();
        hosts.forEach(JChannel::close);
    }

    @Test
    void nodes_find_out_who_is_behind_the_addresses_and_exchange_frames() throws Exception {
        for (int i = 0; i < 3; i++) {
            all.add(all.options().overHostChannel(connected()));
            all.open(i);
        }

        await().atMost(SOON).until(all::allSeeAll);
        all.channel(0).send(all.id(2), Bytes.owning("hello".getBytes(UTF_8)));
        await().atMost(SOON).until(() -> all.heard(2).texts().contains("hello"));
        all.channel(1).broadcast(Bytes.owning("all".getBytes(UTF_8)));
        await().atMost(SOON)
                .until(() -> all.heard(0).texts().contains("all")
                        && all.heard(2).texts().contains("all"));
    }

    @Test
    void the_applications_channel_is_not_closed_with_ours() throws Exception {
        JChannel host = connected();
        all.add(all.options().overHostChannel(host));
        all.open(0);

        all.channel(0).close();

        assertTrue(host.isConnected());
    }

    @Test
    void what_is_no_channel_is_refused() {
        ChannelOptions options =
                ChannelOptions.of(clusterName, NodeId.random(), "n", 1).overHostChannel("a text");

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> JGroupsChannel.create(options, new SplittableRandom()));

        assertEquals("the host's channel is a java.lang.String, not an org.jgroups.JChannel", refused.getMessage());
    }

    private JChannel connected() throws Exception {
        JChannel channel = new JChannel(
                new SHARED_LOOPBACK(),
                new SHARED_LOOPBACK_PING(),
                new MERGE3(),
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS().printLocalAddress(false).setJoinTimeout(200));
        hosts.add(channel);
        return channel.connect(clusterName);
    }
}
