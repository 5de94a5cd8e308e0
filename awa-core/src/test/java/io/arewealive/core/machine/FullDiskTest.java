package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node whose disk takes no more steps aside, and comes back when there is room again. */
class FullDiskTest {

    private final LocalCluster cluster = new LocalCluster(7);

    @Test
    void the_leader_steps_aside_the_others_go_on_and_all_say_so_until_there_is_room() {
        start(3);
        cluster.fillDisk(1);
        cluster.edit(1, new CommandId(new UUID(3, 1)), new TableEdit.Add(node(8)), Duration.ofSeconds(5));

        Duration taken = cluster.runUntil(
                Duration.ofSeconds(5),
                "another leader",
                () -> status(2).leader().filter(l -> !l.equals("n1")).isPresent());
        assertTrue(
                taken.toMillis() < 1_500,
                taken::toString); // the time of an election by timer, should the hand-over fail
        for (int i = 9; i < 12; i++) {
            assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(2, new TableEdit.Add(node(i))));
        }

        cluster.runUntil(
                Duration.ofSeconds(3),
                "it is known",
                () -> problemOf("n1", 2).isPresent() && problemOf("n1", 3).isPresent());
        assertEquals(Severity.CRITICAL, problemOf("n1", 2).orElseThrow().severity());
        Problem own = problemOf("n1", 1).orElseThrow();
        assertTrue(own.message().contains("waits for its disk") && own.message().contains("no room"), own::toString);
        assertTrue(own.remedy().contains("by itself"), own::toString);
        assertFalse(status(1).synced());
        assertTrue(online(2, "n1") && online(3, "n1"));

        cluster.makeRoom(1);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(3),
                "no problem is left",
                () -> List.of(1, 2, 3).stream()
                        .allMatch(viewer -> problemOf("n1", viewer).isEmpty()));
        assertTrue(status(1).synced());
        assertEquals(3, status(1).voters().size());
    }

    @Test
    void a_voter_that_cannot_write_for_a_minute_gives_its_seat_to_a_node_that_can() {
        start(4);
        cluster.runUntil(
                Duration.ofSeconds(5), "three voters", () -> status(1).voters().size() == 3);
        String follower = status(1).voters().stream()
                .filter(name -> !name.equals("n1"))
                .findFirst()
                .orElseThrow();
        int full = Integer.parseInt(follower.substring(1));

        cluster.fillDisk(full);
        cluster.editAndWait(1, new TableEdit.Add(node(9)));
        cluster.run(Duration.ofSeconds(50));
        assertTrue(status(1).voters().contains(follower));
        cluster.run(Duration.ofSeconds(20));

        assertFalse(status(1).voters().contains(follower), status(1).voters()::toString);
        assertEquals(3, status(1).voters().size());
        cluster.makeRoom(full);
        cluster.settle(Duration.ofSeconds(10), 1, 2, 3, 4);
    }

    @Test
    void alone_it_takes_no_edits_until_there_is_room_and_leads_again_then() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.fillDisk(1);
        long token = cluster.edit(1, new CommandId(new UUID(3, 5)), new TableEdit.Add(node(8)), Duration.ofSeconds(2));
        assertInstanceOf(EditOutcome.Unknown.class, cluster.await(1, token));
        assertEquals(1, status(1).nodes().size());
        assertInstanceOf(EditOutcome.NoLeader.class, cluster.editAndWait(1, new TableEdit.Add(node(9))));

        cluster.makeRoom(1);
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(1, new TableEdit.Add(node(9))));

        assertEquals(3, status(1).nodes().size(), "what was unknown came true");
    }

    @Test
    void a_snapshot_that_found_no_room_is_tried_again() {
        cluster.snapshots = NodeSetup.Snapshots.every(20);
        start(1);
        for (int i = 0; i < 3; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(10 + i)));
        }
        cluster.host(1).fullForSnapshots = true;
        for (int i = 0; i < 30; i++) {
            cluster.editAndWait(1, new TableEdit.Add(node(40 + i)));
        }
        cluster.runUntil(
                Duration.ofSeconds(3), "it is shown", () -> problemOf("n1", 1).isPresent());
        assertTrue(problemOf("n1", 1).orElseThrow().message().contains("snapshot"));

        cluster.host(1).fullForSnapshots = false;
        cluster.runUntil(
                Duration.ofSeconds(40), "it is over", () -> problemOf("n1", 1).isEmpty());
        assertTrue(cluster.host(1).log.orElseThrow().snapshot().orElseThrow().index() > 20);
    }

    private void start(int size) {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        int[] all = new int[size];
        for (int i = 1; i <= size; i++) {
            if (i > 1) {
                cluster.start(i, false);
            }
            all[i - 1] = i;
        }
        cluster.settle(Duration.ofSeconds(8), all);
        if (size >= 3) {
            cluster.runUntil(
                    Duration.ofSeconds(8),
                    "three voters",
                    () -> status(1).voters().size() == 3);
            cluster.run(Duration.ofSeconds(1)); // until the change is over, only the first one may decide
        }
    }

    private ClusterStatus status(int viewer) {
        return cluster.host(viewer).shown().status();
    }

    private boolean online(int viewer, String name) {
        return status(viewer).nodes().stream()
                .anyMatch(node -> node.name().equals(name) && node.state() == NodeState.ONLINE);
    }

    private Optional<Problem> problemOf(String subject, int viewer) {
        return status(viewer).problems().stream()
                .filter(problem -> problem.subject().equals(subject))
                .findFirst();
    }
}
