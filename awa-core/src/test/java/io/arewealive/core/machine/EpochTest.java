package io.arewealive.core.machine;

import static io.arewealive.core.machine.LocalCluster.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Ending;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A survivor goes on without the majority, and the others come back. */
class EpochTest {

    private LocalCluster cluster = new LocalCluster(1);

    @Test
    void a_survivor_goes_on_alone_with_all_that_it_had_and_says_in_which_epoch() {
        startThree();
        add(1, 50);
        killAll();

        cluster.recover(3);
        cluster.boot(cluster.host(3));
        cluster.settle(Duration.ofSeconds(5), 3);

        assertTrue(has(3, 50));
        assertEquals(2, cluster.host(3).shown().status().epoch());
        assertEquals(List.of("n3"), cluster.host(3).shown().status().voters());
        assertInstanceOf(Applied.class, cluster.editAndWait(3, new TableEdit.Add(node(51))));
    }

    @Test
    void the_others_set_their_logs_aside_and_fetch_everything_anew() {
        startThree();
        killAll();
        cluster.recover(3);
        cluster.boot(cluster.host(3));
        cluster.settle(Duration.ofSeconds(5), 3);
        add(3, 50);

        cluster.boot(cluster.host(1));
        cluster.boot(cluster.host(2));

        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        for (int number = 1; number <= 3; number++) {
            assertTrue(has(number, 50));
            assertEquals(2, cluster.host(number).shown().status().epoch());
            assertEquals(1, cluster.host(number).setAside.size());
        }
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters again",
                () -> cluster.host(1).shown().status().voters().size() == 3);
    }

    @Test
    void the_former_majority_can_neither_outvote_the_survivor_nor_go_on_once_it_hears_of_it() throws IOException {
        startThree();
        killAll();
        cluster.recover(3);
        cluster.boot(cluster.host(3));
        cluster.settle(Duration.ofSeconds(5), 3);
        add(3, 50);
        cluster.cut(3, 1);
        cluster.cut(3, 2);
        cluster.boot(cluster.host(1));
        cluster.boot(cluster.host(2));
        cluster.settle(Duration.ofSeconds(5), 1, 2);
        add(1, 60);
        assertEquals(1, cluster.host(1).shown().status().epoch(), "nobody has told it, so it goes on");
        var command = new CommandId(new UUID(9, 9));

        cluster.heal();
        cluster.run(Duration.ofMillis(110));
        long token = cluster.edit(1, command, new TableEdit.Add(node(61)), Duration.ofSeconds(5));
        EditOutcome outcome = cluster.await(1, token);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);

        for (int number = 1; number <= 3; number++) {
            assertTrue(has(number, 50));
            assertFalse(has(number, 60), "what a former epoch acknowledged is in no table");
            assertEquals(outcome instanceof Applied, has(number, 61));
            assertEquals(2, cluster.host(number).shown().status().epoch());
        }
        assertTrue(cluster.host(1).setAside.get(0).list().size() > 1, "and its log is still there");
    }

    @Test
    void what_was_acknowledged_is_on_the_survivor_even_if_nobody_told_it_that_it_counts() {
        for (int seed = 1; seed <= 20; seed++) {
            cluster = new LocalCluster(seed);
            startThree();
            int leader = leader();
            int other = leader == 1 ? 2 : 1;
            cluster.kill(6 - leader - other);
            cluster.run(Duration.ofSeconds(1));
            assertInstanceOf(Applied.class, cluster.editAndWait(leader, new TableEdit.Add(node(70))));
            cluster.kill(leader);
            cluster.kill(other);

            cluster.recover(other);
            cluster.boot(cluster.host(other));
            cluster.settle(Duration.ofSeconds(5), other);

            assertTrue(has(other, 70));
        }
    }

    @Test
    void two_survivors_that_went_on_without_each_other_do_not_mix_and_say_so_until_one_is_preferred() {
        startThree();
        killAll();
        for (int number = 1; number <= 2; number++) {
            cluster.recover(number);
        }
        cluster.cut(1, 2);
        for (int number = 1; number <= 2; number++) {
            cluster.boot(cluster.host(number));
            cluster.settle(Duration.ofSeconds(5), number);
            add(number, 80 + number);
        }

        cluster.heal();
        cluster.run(Duration.ofSeconds(5));

        for (int number = 1; number <= 2; number++) {
            assertTrue(has(number, 80 + number));
            assertFalse(has(number, 80 + 3 - number));
            List<Problem> critical = cluster.host(number).shown().status().problems().stream()
                    .filter(problem -> problem.severity() == Severity.CRITICAL)
                    .filter(problem -> problem.message().contains("both let go on alone, as epoch 2"))
                    .toList();
            assertEquals(1, critical.size());
        }
        cluster.kill(2);
        cluster.recover(2);
        cluster.boot(cluster.host(2));
        cluster.settle(Duration.ofSeconds(5), 1, 2);
        assertTrue(has(1, 82));
        assertFalse(has(1, 81));
        assertEquals(3, cluster.host(1).shown().status().epoch());
    }

    @Test
    void a_node_that_joins_later_belongs_to_the_present_epoch() {
        startThree();
        killAll();
        cluster.recover(1);
        cluster.boot(cluster.host(1));
        cluster.settle(Duration.ofSeconds(5), 1);
        add(1, 50);

        cluster.start(4, false);

        cluster.settle(Duration.ofSeconds(5), 1, 4);
        assertEquals(2, cluster.host(4).shown().status().epoch());
        cluster.kill(4);
        cluster.boot(cluster.host(4));
        cluster.settle(Duration.ofSeconds(5), 1, 4);
        assertTrue(has(4, 50));
    }

    /** Anybody dies at any moment, links come and go, while the former majority returns; edits go on all the time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_that_the_new_epoch_acknowledged_is_lost_while_the_others_return(long seed) {
        cluster = new LocalCluster(seed);
        cluster.snapshots = NodeSetup.Snapshots.every(20);
        var random = new Random(seed);
        startThree();
        killAll();
        cluster.recover(3);
        cluster.boot(cluster.host(3));
        cluster.settle(Duration.ofSeconds(5), 3);
        Map<Long, Integer> asked = new TreeMap<>();
        List<Integer> acknowledged = new ArrayList<>();
        cluster.boot(cluster.host(1));
        cluster.boot(cluster.host(2));
        for (int i = 0; i < 120; i++) {
            int number = 100 + i;
            if (cluster.host(3).isUp()) {
                asked.put(
                        cluster.edit(
                                3,
                                new CommandId(new UUID(seed, i)),
                                new TableEdit.Add(node(number)),
                                Duration.ofSeconds(3)),
                        number);
            }
            cluster.run(Duration.ofMillis(random.nextInt(60)));
            int victim = 1 + random.nextInt(3);
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (cluster.host(victim).isUp()) {
                        acknowledged.addAll(answered(asked));
                        cluster.kill(victim);
                    }
                }
                case 1, 2 -> {
                    if (!cluster.host(victim).isUp()) {
                        cluster.boot(cluster.host(victim));
                    }
                }
                case 3 -> cluster.cut(victim, 1 + victim % 3);
                case 4 -> cluster.heal();
                default -> {}
            }
            acknowledged.addAll(answered(asked));
        }
        cluster.heal();
        for (int number = 1; number <= 3; number++) {
            if (!cluster.host(number).isUp()) {
                cluster.boot(cluster.host(number));
            }
        }

        cluster.settle(Duration.ofSeconds(20), 1, 2, 3);

        assertTrue(acknowledged.size() > 10, acknowledged + "");
        for (int number = 1; number <= 3; number++) {
            assertEquals(2, cluster.host(number).shown().status().epoch());
            for (int row : acknowledged) {
                assertTrue(has(number, row), "n" + number + " lost " + row);
            }
        }
    }

    private List<Integer> answered(Map<Long, Integer> asked) {
        List<Integer> applied = new ArrayList<>();
        asked.entrySet().removeIf(each -> {
            Object outcome = cluster.host(3).answers.get(each.getKey());
            if (outcome instanceof Ending.Settled settled && settled.result().isDone()) {
                applied.add(each.getValue());
            }
            return outcome != null;
        });
        return applied;
    }

    private void startThree() {
        cluster.start(1, true);
        cluster.settle(Duration.ofSeconds(2), 1);
        cluster.start(2, false);
        cluster.start(3, false);
        cluster.settle(Duration.ofSeconds(5), 1, 2, 3);
        cluster.runUntil(
                Duration.ofSeconds(5),
                "three voters",
                () -> cluster.host(3).shown().status().voters().size() == 3);
        cluster.run(Duration.ofSeconds(1));
    }

    private void killAll() {
        for (int number = 1; number <= 3; number++) {
            cluster.kill(number);
        }
    }

    private void add(int through, int number) {
        assertInstanceOf(Applied.class, cluster.editAndWait(through, new TableEdit.Add(node(number))));
    }

    private boolean has(int viewer, int number) {
        return cluster.host(viewer).shown().table().find("n" + number).isPresent();
    }

    private int leader() {
        return Integer.parseInt(
                cluster.host(1).shown().status().leader().orElseThrow().substring(1));
    }
}
