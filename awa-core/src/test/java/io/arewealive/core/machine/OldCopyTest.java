package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.log.MemoryDisk;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A voter comes back with what its data directory held some time ago. */
@Tag("R13")
class OldCopyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LocalCluster cluster = new LocalCluster(1);
    private final int leader = 1;

    @Test
    void it_is_refused_by_those_who_were_there_and_may_not_start_again() {
        startThree();
        MemoryDisk copy = copyOf(3);
        add(10, 20);

        putBack(3, copy, cluster.host(3).incarnation);
        cluster.run(PATIENCE);

        assertRefused(3, "its log ends at index");
        assertInstanceOf(Applied.class, cluster.editAndWait(leader, new TableEdit.Add(node(90))));
    }

    @Test
    void an_older_start_is_refused_too_after_all_others_were_started_anew() {
        startThree();
        MemoryDisk copy = copyOf(3);
        long then = cluster.host(3).incarnation;
        for (int i = 0; i < 3; i++) {
            restart(3);
        }
        restart(2);
        restart(1);
        cluster.settle(PATIENCE, 1, 2, 3);

        putBack(3, copy, then);
        cluster.run(PATIENCE);

        assertRefused(3, "");
    }

    @Test
    void one_who_only_heard_of_it_makes_no_majority_with_it_so_nothing_acknowledged_is_lost() {
        startThree();
        MemoryDisk copy = copyOf(3);
        cluster.cut(1, 2);
        cluster.run(Duration.ofSeconds(1));
        add(10, 5);
        cluster.kill(1);
        cluster.kill(3);
        cluster.heal();

        putBack(3, copy, cluster.host(3).incarnation);
        cluster.run(Duration.ofSeconds(20));
        assertFalse(cluster.host(2).shown().status().quorum(), cluster::describe);
        assertRefused(3, "its log ends at index");
        cluster.boot(cluster.host(1));

        cluster.settle(Duration.ofSeconds(20), 1, 2);
        for (int i = 0; i < 5; i++) {
            assertTrue(
                    cluster.host(2).shown().table().find("n" + (10 + 100 * i)).isPresent());
        }
    }

    @Test
    void a_current_directory_is_let_in_however_often_it_is_started() {
        startThree();
        for (int i = 0; i < 10; i++) {
            add(10 + i, 1);
            restart(3);
            cluster.settle(PATIENCE, 1, 2, 3);
        }

        assertTrue(cluster.host(3).shown().refusal().isEmpty());
        assertEquals(3, cluster.host(3).shown().status().voters().size());
    }

    @Test
    void one_that_votes_no_more_comes_back_as_an_observer() {
        startThree();
        cluster.start(node(4), false);
        cluster.settle(PATIENCE, 1, 2, 3, 4);
        MemoryDisk copy = copyOf(3);
        long then = cluster.host(3).incarnation;
        assertInstanceOf(Applied.class, cluster.editAndWait(1, new TableEdit.Seat(LocalCluster.id(3), false)));
        add(10, 20);
        cluster.runUntil(
                PATIENCE,
                "n4 votes",
                () -> cluster.host(1).shown().status().voters().contains("n4"));
        restart(3);
        cluster.settle(PATIENCE, 1, 2, 3, 4);

        putBack(3, copy, then);

        cluster.run(PATIENCE);
        assertTrue(cluster.host(3).shown().refusal().isEmpty());
    }

    private void startThree() {
        for (int number = 1; number <= 3; number++) {
            cluster.start(number, number == 1);
            cluster.settle(PATIENCE, number);
        }
        cluster.runUntil(
                PATIENCE,
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
        cluster.run(Duration.ofSeconds(2));
        assertEquals(leader, cluster.leader());
    }

    private void add(int from, int count) {
        for (int i = 0; i < count; i++) {
            EditOutcome outcome = cluster.editAndWait(leader, new TableEdit.Add(node(from + 100 * i)));
            assertInstanceOf(Applied.class, outcome);
        }
        cluster.run(Duration.ofSeconds(1));
    }

    private MemoryDisk copyOf(int number) {
        return ((MemoryDisk) cluster.host(number).disk).copy();
    }

    private void restart(int number) {
        cluster.kill(number);
        cluster.run(Duration.ofSeconds(1));
        cluster.boot(cluster.host(number));
        cluster.run(Duration.ofSeconds(2));
    }

    private void putBack(int number, MemoryDisk copy, long incarnation) {
        if (cluster.host(number).isUp()) {
            cluster.kill(number);
            cluster.run(Duration.ofSeconds(1));
        }
        cluster.host(number).disk = copy;
        cluster.host(number).incarnation = incarnation;
        cluster.boot(cluster.host(number));
    }

    private void assertRefused(int number, String how) {
        String why = cluster.host(number).shown().refusal().orElse("");
        assertTrue(why.startsWith("the data directory of n" + number + " is an older copy: " + how), why);
        assertTrue(cluster.host(number).outdated, "and its directory says so from then on");
    }
}
