package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What lasts minutes is not measured by clocks that people and time servers set. */
class ClockJumpTest {

    private final LocalCluster cluster = new LocalCluster(3);

    @Test
    void an_ephemeral_row_stays_ten_minutes_after_its_node_was_lost_whatever_the_clock_does() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        Node two = node(2);
        cluster.start(
                new Node(
                        two.id(),
                        two.name(),
                        two.host(),
                        two.port(),
                        Lifetime.EPHEMERAL,
                        two.votes(),
                        two.witness(),
                        two.claimed(),
                        two.pinned()),
                false);
        cluster.settle(Duration.ofSeconds(5), 1, 2);
        cluster.kill(2);
        cluster.run(Duration.ofMinutes(2));

        cluster.clockMillis = Duration.ofHours(7).toMillis();
        cluster.run(Duration.ofMinutes(6));
        assertEquals(2, rows());
        cluster.clockMillis = -Duration.ofHours(7).toMillis();
        cluster.run(Duration.ofMinutes(3));

        assertEquals(1, rows());
    }

    private int rows() {
        return cluster.host(1).shown().table().nodes().size();
    }
}
