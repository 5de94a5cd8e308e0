package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.status.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A20")
class RefusedPeersTest {

    private final RefusedPeers refused = new RefusedPeers();

    @Test
    void the_same_cause_from_one_host_is_told_once_a_minute_whatever_its_port_and_its_details() {
        assertTrue(refused.add("10.0.0.1:40001", "malformed: a packet of 7 bytes", at(0)));
        for (int i = 1; i < 600; i++) {
            boolean isNews =
                    refused.add("10.0.0.1:" + (40_001 + i), "malformed: a packet of " + i + " bytes", at(i * 0.2));
            assertEquals(i * 0.2 == 60, isNews, "at " + i * 0.2);
        }

        assertEquals(1, problems(at(120)).size());
        assertTrue(problems(at(120)).get(0).message().endsWith("(600 times)"), problems(at(120))::toString);
        assertEquals(List.of(), problems(at(200)));
    }

    @Test
    void a_flood_from_many_hosts_stays_a_handful_of_lines() {
        int told = 0;
        for (int i = 0; i < 10_000; i++) {
            told += refused.add("10.0." + i / 250 + "." + i % 250, "keys: no", at(i / 1_000.0)) ? 1 : 0;
        }

        assertEquals(17, told);
        assertEquals(17, problems(at(10)).size());
    }

    @Test
    void other_causes_and_keys_are_told_apart() {
        assertTrue(refused.add("10.0.0.1", "keys: its certificate is none of this cluster's", at(0)));
        assertTrue(refused.add("10.0.0.1", "another cluster: x", at(0)));
        assertFalse(refused.add("10.0.0.1", "another cluster: y", at(1)));

        assertTrue(problems(at(1)).get(0).remedy().contains("cluster.p12"));
        assertTrue(problems(at(1)).get(1).remedy().contains("which cluster"));
    }

    @Test
    void for_want_of_keys_the_remedy_is_on_this_node_and_that_is_why_it_is_alone() {
        refused.add("10.0.0.1:7800", "malformed: a packet of 7 bytes", at(0));
        assertEquals(Optional.empty(), refused.ofKeys());

        refused.add("10.0.0.1:7800", "no keys: it speaks TLS", at(0));

        assertTrue(problems(at(1)).get(1).remedy().contains("awa.security.keystore on this node"));
        assertEquals(
                Optional.of("no understanding with 10.0.0.1: no keys: it speaks TLS"),
                refused.ofKeys().map(Problem::message));
    }

    private List<Problem> problems(long now) {
        List<Problem> found = new ArrayList<>();
        refused.problems(found, now);
        return found;
    }

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }
}
