package io.arewealive.standalone.proof;

import static io.arewealive.standalone.proof.Hosts.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers on hosts of their own, with the keys of their cluster, between which the network is cut: in both directions, in one, and
 * healed.
 */
@Tag("netns")
class PartitionIT {

    @TempDir
    private Path home;

    @BeforeAll
    static void askForPermission() {
        Optional<String> obstacle = Namespaces.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> "skipped: " + obstacle.orElseThrow());
    }

    @Test
    @Tag("A12")
    @Tag("C2")
    void of_three_the_majority_goes_on_and_the_minority_refuses_in_time_and_shows_what_it_knows() throws Exception {
        try (var hosts = new Hosts(home, 3)) {
            startThree(hosts);
            int leader = hosts.leader(1);
            for (int lost : List.of(leader, leader % 3 + 1, leader)) {
                int left = lost % 3 + 1;
                long cut = System.nanoTime();
                hosts.network().isolate(lost);
                long changed = hosts.await(
                        left,
                        cut,
                        seen -> seen.isWhole()
                                && seen.online() == 2
                                && !seen.leader().equals("n" + lost));
                long knows = hosts.await(lost, cut, seen -> !seen.quorum() && seen.online() == 1);
                say("n" + lost + " cut off: the majority knows and is led after", changed - cut);
                say("n" + lost + " cut off: it knows after", knows - cut);
                hosts.awaitEdits(left, 5);
                hosts.awaitRefusals(lost, 5);
                assertShowsTheMinority(hosts.awa(lost, "status"));
                hosts.heal();
            }
            hosts.awaitWhole();
            hosts.assertNothingLost();
        }
    }

    private static void assertShowsTheMinority(Box.Result status) {
        assertEquals(2, status.code(), status::toString);
        assertTrue(status.out().contains("no quorum: 1 of 3 voters can be reached"), status::toString);
        for (String name : List.of("n1", "n2", "n3")) {
            assertTrue(status.out().contains(name), status::toString);
        }
    }

    @Test
    @Tag("A12")
    @Tag("C2")
    void what_is_cut_in_one_direction_alone_stops_nobody_else() throws Exception {
        try (var hosts = new Hosts(home, 3)) {
            startThree(hosts);
            int leader = hosts.leader(1);
            int other = leader % 3 + 1;
            int third = other % 3 + 1;
            for (int[] direction : new int[][] {{leader, other}, {other, leader}, {other, third}}) {
                int present = hosts.leader(third);
                long begun = System.nanoTime();
                hosts.network().cutOneWay(direction[0], direction[1]);
                long knows = hosts.await(direction[1], begun, seen -> seen.online() == 2);
                say("n" + direction[1] + " does not hear n" + direction[0] + ", and knows after", knows - begun);
                hosts.awaitEdits(third, 10);
                assertEquals(present, hosts.leader(third), "whom a majority hears goes on to lead");
                hosts.heal();
            }
            int mute = hosts.leader(1);
            int hears = mute % 3 + 1;
            long cut = System.nanoTime();
            hosts.network().cutOneWay(mute, hears);
            hosts.network().cutOneWay(mute, hears % 3 + 1);
            long changed = hosts.await(
                    hears, cut, seen -> seen.isWhole() && !seen.leader().equals("n" + mute));
            say("nobody hears the leader: another leads after", changed - cut);
            hosts.awaitEdits(hears, 5);
            hosts.heal();
            hosts.awaitWhole();
            hosts.assertNothingLost();
        }
    }

    @Test
    @Tag("C4")
    void of_a_pair_the_voter_goes_on_alone_and_the_other_knows_as_status_said_before() throws Exception {
        try (var hosts = new Hosts(home, 2)) {
            hosts.start(1);
            hosts.start(2);
            hosts.awaitWhole();
            Box.Result before = hosts.awa(2, "status");
            assertTrue(before.out().contains("the loss of n1 would stop all edits until it is back"), before::toString);
            assertTrue(before.out().contains("--witness"), before::toString);

            long cut = System.nanoTime();
            hosts.network().cut(1, 2);
            long knows = hosts.await(2, cut, seen -> !seen.quorum());
            say("pair cut: the observer knows after", knows - cut);
            hosts.awaitRefusals(2, 5);
            hosts.awaitEdits(1, 5);
            assertEquals(1, hosts.lastCopies(1), "an edit of the voter alone is on one disk");
            hosts.heal();
            hosts.awaitEdits(1, 3);
            assertEquals(2, hosts.lastCopies(1), "and then on two again");
            hosts.awaitWhole();
            hosts.assertNothingLost();
        }
    }

    @Test
    @Tag("C4")
    void a_pair_with_a_witness_survives_the_loss_of_either_and_of_the_witness() throws Exception {
        try (var hosts = new Hosts(home, 3)) {
            hosts.start(1);
            hosts.start(2);
            hosts.start(3, "--witness");
            hosts.awaitWhole();
            for (int lost = 1; lost <= 3; lost++) {
                int left = lost == 1 ? 2 : 1;
                String name = "n" + lost;
                long cut = System.nanoTime();
                hosts.network().isolate(lost);
                long changed = hosts.await(
                        left,
                        cut,
                        seen -> seen.isWhole()
                                && seen.online() == 2
                                && !seen.leader().equals(name));
                say(name + " cut off: led by another after", changed - cut);
                hosts.awaitEdits(left, 5);
                hosts.heal();
            }
            long cut = System.nanoTime();
            hosts.network().cut(1, 2);
            hosts.await(1, cut, seen -> seen.online() == 2);
            hosts.await(2, cut, seen -> seen.online() == 2);
            hosts.awaitEdits(hosts.leader(3), 5);
            assertNotEquals(3, hosts.leader(3), "the witness does not lead for long");
            hosts.heal();
            hosts.awaitWhole();
            hosts.assertNothingLost();
        }
    }

    private static void startThree(Hosts hosts) throws Exception {
        for (int number = 1; number <= 3; number++) {
            hosts.start(number);
        }
        hosts.awaitWhole();
        hosts.awaitVoters(3);
    }
}
