package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.core.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes with the same node id, as after copying a data directory. */
class TwinsIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void of_two_live_twins_that_meet_the_later_goes_and_the_first_gets_the_frames() {
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

            await().atMost(SOON).until(() -> !all.heard(2).twins().isEmpty());
            await().atMost(SOON).until(() -> {
                all.channel(0).send(all.id(1), Bytes.owning("who".getBytes(UTF_8)));
                return all.heard(1).texts().contains("who");
            });
            assertEquals(List.of(), all.heard(1).twins());
        }
    }
}
