package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyValueTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final LocalCluster cluster = new LocalCluster(1);

    @BeforeEach
    void three() {
        cluster.start(1, true);
        cluster.start(2, false);
        cluster.start(3, false);
        cluster.settle(Duration.ofSeconds(10), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(3).shown().status().voters().size() == 3);
    }

    @Test
    @Tag("R1")
    void what_is_set_on_any_node_is_read_on_any_other() {
        for (int writer = 1; writer <= 3; writer++) {
            var done = assertInstanceOf(KvOutcome.Done.class, cluster.writeAndWait(writer, set("k", "by " + writer)));
            for (int reader = 1; reader <= 3; reader++) {
                var found = found(cluster.read(reader, "k", SHORT));
                assertEquals("by " + writer, found.value().orElseThrow().value().text());
                assertEquals(done.revision(), found.revision());
                assertEquals(Consistency.LINEAR, found.consistency());
            }
        }
    }

    @Test
    @Tag("R1")
    void without_a_majority_a_linear_read_fails_and_the_copy_still_answers() {
        int leader = cluster.leader();
        cluster.writeAndWait(leader, set("k", "v"));
        int last = 1 + leader % 3;
        for (int other = 1; other <= 3; other++) {
            if (other != last) {
                cluster.cut(last, other);
            }
        }
        cluster.run(Duration.ofSeconds(5));
        var none = assertInstanceOf(Reading.NoQuorum.class, cluster.read(last, "k", SHORT));
        assertTrue(none.message().contains("1 of 3 voters"), none::message);
        assertInstanceOf(KvOutcome.NoQuorum.class, cluster.writeAndWait(last, set("k", "w")));
        var keys = cluster.host(last).shown().keys();
        assertEquals("v", keys.view().find("k").orElseThrow().value().text());
        assertTrue(keys.freshness().currentAtNanos().isPresent());
    }

    @Test
    @Tag("R12")
    void a_retry_with_the_same_id_is_applied_once() {
        var id = new CommandId(new UUID(7, 7));
        var first = assertInstanceOf(
                KvOutcome.Done.class, cluster.awaitWrite(1, cluster.write(1, id, set("k", "v"), SHORT)));
        cluster.writeAndWait(2, set("k", "later"));
        var again = assertInstanceOf(
                KvOutcome.Done.class, cluster.awaitWrite(3, cluster.write(3, id, set("k", "v"), SHORT)));
        assertEquals(first.revision(), again.revision());
        assertTrue(again.already() && !first.already());
        assertEquals(
                "later",
                found(cluster.read(1, "k", SHORT)).value().orElseThrow().value().text());
    }

    @Test
    @Tag("R8")
    void what_is_on_its_way_is_bounded_in_bytes_and_what_is_too_much_is_not_written() {
        var large = KvValue.of(new byte[KvValue.MAX_BYTES]);
        cluster.writeAndWait(1, new KvWrite.Set("k", KvValue.of("v"), 0));
        int follower = 1 + cluster.leader() % 3;
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var write = new KvWrite.Set("large/" + i % 4, large, 0);
            tokens.add(cluster.write(follower, new CommandId(new UUID(9, i)), write, SHORT));
        }
        int done = 0;
        for (long token : tokens) {
            KvOutcome outcome = cluster.awaitWrite(follower, token);
            done += outcome instanceof KvOutcome.Done ? 1 : 0;
            if (!(outcome instanceof KvOutcome.Done)) {
                var busy = assertInstanceOf(KvOutcome.NoLeader.class, outcome);
                assertTrue(busy.message().contains("on their way"), busy::message);
            }
        }
        assertTrue(done >= 16 && done < 40, "done: " + done);
        assertInstanceOf(KvOutcome.Done.class, cluster.writeAndWait(follower, set("k", "w")));
    }

    @Test
    @Tag("R11")
    void how_far_the_log_is_is_shown_soon_after_keys_alone_were_written() {
        for (int i = 0; i < 5; i++) {
            cluster.writeAndWait(1, set("k", "v" + i));
        }
        cluster.run(Duration.ofSeconds(1));
        long before = cluster.host(2).shown().log().status().applied();
        for (int i = 0; i < 5; i++) {
            cluster.writeAndWait(1, set("k", "w" + i));
        }
        cluster.run(Duration.ofSeconds(1));
        assertEquals(before + 5, cluster.host(2).shown().log().status().applied());
    }

    @Test
    void a_lease_ends_when_nobody_renews_it_and_not_before() {
        long lease = grant(1, Duration.ofSeconds(3));
        cluster.writeAndWait(2, new KvWrite.Set("lock", KvValue.of("me"), lease));
        for (int i = 0; i < 5; i++) {
            cluster.run(Duration.ofMillis(2_500));
            assertInstanceOf(KvOutcome.Done.class, cluster.writeAndWait(3, new KvWrite.Renew(lease)));
        }
        assertTrue(found(cluster.read(1, "lock", SHORT)).value().isPresent());
        cluster.run(Duration.ofMillis(2_900));
        assertTrue(found(cluster.read(1, "lock", SHORT)).value().isPresent());
        cluster.run(Duration.ofSeconds(1));
        assertFalse(found(cluster.read(1, "lock", SHORT)).value().isPresent());
        var refused = assertInstanceOf(KvOutcome.Refused.class, cluster.writeAndWait(1, new KvWrite.Renew(lease)));
        assertEquals(KvOutcome.Refusal.LEASE_GONE, refused.reason());
        assertTrue(grant(2, Duration.ofSeconds(3)) > lease);
    }

    @Test
    void a_new_leader_gives_a_lease_its_whole_time_again() {
        long lease = grant(1, Duration.ofSeconds(4));
        cluster.writeAndWait(1, new KvWrite.Set("lock", KvValue.of("me"), lease));
        cluster.run(Duration.ofSeconds(3));
        int former = cluster.leader();
        cluster.kill(former);
        int other = 1 + former % 3;
        cluster.runUntil(Duration.ofSeconds(10), "another leader", () -> cluster.leader() != former);
        cluster.run(Duration.ofSeconds(3));
        assertTrue(found(cluster.read(other, "lock", SHORT)).value().isPresent(), "its holder may have renewed it");
        cluster.run(Duration.ofSeconds(3));
        assertFalse(found(cluster.read(other, "lock", SHORT)).value().isPresent());
    }

    private long grant(int node, Duration time) {
        return assertInstanceOf(KvOutcome.Done.class, cluster.writeAndWait(node, new KvWrite.Grant(time)))
                .lease();
    }

    private static KvWrite set(String key, String value) {
        return new KvWrite.Set(key, KvValue.of(value), 0);
    }

    private static Reading.Found<Optional<KvEntry>> found(Reading<Optional<KvEntry>> reading) {
        assertInstanceOf(Reading.Found.class, reading);
        return (Reading.Found<Optional<KvEntry>>) reading;
    }
}
