package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.arewealive.core.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two processes with the same node id, as after copying a data directory. */
class TwinsIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void the_later_of_two_live_twins_gets_the_frames_and_the_other_is_told_of() {
        try (TestChannels all = TestChannels.inMemory(2)) {
            ChannelOptions twin = all.options();
            all.add(new ChannelOptions(
                    twin.clusterName(),
                    all.id(1),
                    "twin",
                    1_000,
                    twin.listen(),
                    twin.advertised(),
                    twin.peers(),
                    twin.timing(),
                    ChannelOptions.Transport.SHARED_LOOPBACK,
                    twin.hostChannel(),
                    twin.keys()));
            all.openAll();

            await().atMost(SOON)
                    .until(() -> all.heard(0).refusals().stream().anyMatch(why -> why.startsWith("another start")));
            await().atMost(SOON).until(() -> {
                all.channel(0).send(all.id(1), Bytes.owning("who".getBytes(UTF_8)));
                return all.heard(2).texts().contains("who");
            });
        }
    }
}
