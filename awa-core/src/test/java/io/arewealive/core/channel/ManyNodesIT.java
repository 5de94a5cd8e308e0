package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many nodes in this JVM, cut and healed. The test says to each channel what a failure detector would. */
class ManyNodesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void twenty_nodes_of_which_three_are_cut_off_come_back_into_one_view() {
        try (TestChannels all = TestChannels.inMemory(20).openAll()) {
            await().atMost(SOON).untilAsserted(() -> assertEquals(true, all.allSeeAll(), all.views()));
            int[] majority = IntStream.range(3, 20).toArray();

            for (int cut = 0; cut < 3; cut++) {
                all.cuts().cut(all.id(cut));
            }
            suspectTheUnheard(all, Set.of(all.id(0)), Set.of(all.id(1)), Set.of(all.id(2)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertEquals(
                            true,
                            all.seeEachOther(majority)
                                    && all.seeEachOther(0)
                                    && all.seeEachOther(1)
                                    && all.seeEachOther(2),
                            all.views()));

            heal(all);
            await().atMost(SOON).untilAsserted(() -> assertEquals(true, all.allSeeAll(), all.views()));
        }
    }

    @Test
    void two_halves_become_one_again() {
        try (TestChannels all = TestChannels.inMemory(6).openAll()) {
            await().atMost(SOON).until(all::allSeeAll);
            Set<NodeId> half = Set.of(all.id(0), all.id(2), all.id(4));

            all.cuts().split(half);
            suspectTheUnheard(all, half);
            await().atMost(SOON).until(() -> all.seeEachOther(0, 2, 4) && all.seeEachOther(1, 3, 5));

            heal(all);
            await().atMost(SOON).until(all::allSeeAll);
        }
    }

    @Test
    void a_node_that_is_not_heard_but_hears_is_out_for_the_others_and_comes_back() {
        try (TestChannels all = TestChannels.inMemory(3).openAll()) {
            await().atMost(SOON).until(all::allSeeAll);

            all.cuts().cutOneWay(all.id(0), all.id(1));
            all.cuts().cutOneWay(all.id(0), all.id(2));
            all.channel(1).suspected(Set.of(all.id(0)));
            all.channel(2).suspected(Set.of(all.id(0)));
            await().atMost(SOON).until(() -> all.seeEachOther(1, 2));

            all.channel(1).broadcast(Bytes.owning("still here".getBytes(UTF_8)));
            all.channel(1).send(all.id(0), Bytes.owning("to you".getBytes(UTF_8)));
            await().atMost(SOON).until(() -> all.heard(0).texts().contains("to you"));
            assertEquals(false, all.heard(0).texts().contains("still here"), "a broadcast goes to the view alone");

            heal(all);
            await().atMost(SOON).until(all::allSeeAll);
        }
    }

    @Test
    void a_suspicion_that_is_discarded_is_raised_again() {
        try (TestChannels all = TestChannels.inMemory(3).openAll()) {
            await().atMost(SOON).until(all::allSeeAll);
            all.cuts().cut(all.id(2));
            all.channel(0).suspected(Set.of(all.id(2)));
            all.channel(1).suspected(Set.of(all.id(2)));
            await().atMost(SOON).until(() -> all.seeEachOther(0, 1));

            // it comes back by merging, is heard by the membership, but not by the failure detector
            all.cuts().heal();
            await().atMost(SOON).until(all::allSeeAll);

            await().atMost(SOON).until(() -> all.seeEachOther(0, 1));
        }
    }

    private static void heal(TestChannels all) {
        all.cuts().heal();
        for (int i = 0; i < all.size(); i++) {
            all.channel(i).suspected(Set.of());
        }
    }

    /** Each node suspects those that are in another part. Nodes in no part form the last one. */
    @SafeVarargs
    private static void suspectTheUnheard(TestChannels all, Set<NodeId>... parts) {
        Set<NodeId> everybody = new HashSet<>();
        IntStream.range(0, all.size()).forEach(i -> everybody.add(all.id(i)));
        Set<NodeId> rest = new HashSet<>(everybody);
        for (Set<NodeId> part : parts) {
            rest.removeAll(part);
        }
        for (int i = 0; i < all.size(); i++) {
            Set<NodeId> own = rest;
            for (Set<NodeId> part : parts) {
                if (part.contains(all.id(i))) {
                    own = part;
                }
            }
            Set<NodeId> lost = new HashSet<>(everybody);
            lost.removeAll(own);
            all.channel(i).suspected(lost);
        }
    }
}
