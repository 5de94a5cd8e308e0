package io.arewealive.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Input;
import io.arewealive.core.step.Picture;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How nodes come into a cluster, under which id, and how they are kept out. */
class ArrivalTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final LocalCluster cluster = new LocalCluster(11);

    @Test
    @Tag("A4")
    void three_empty_nodes_with_one_list_form_one_cluster_and_a_fourth_joins_it() {
        cluster.founders = List.of("n1:7801", "n2:7802", "n3:7803");
        for (int i = 1; i <= 3; i++) {
            var host = cluster.start(i, false);
            cluster.tell(host, new Input.Here(Set.of("n" + i + ":780" + i)));
        }
        cluster.start(4, false);

        cluster.settle(SOON, 1, 2, 3, 4);

        long clusters = cluster.hosts.values().stream()
                .map(host -> host.clusterId)
                .distinct()
                .count();
        assertEquals(1, clusters);
    }

    @Test
    @Tag("A4")
    void who_waits_for_a_cluster_asks_those_that_are_in_one_and_not_each_other() {
        cluster.start(1, true);
        cluster.settle(SOON, 1);
        for (int i = 2; i <= 8; i++) {
            cluster.start(i, false);
        }

        cluster.settle(Duration.ofMillis(1_500), 1, 2, 3, 4, 5, 6, 7, 8);

        assertEquals(8, cluster.host(1).shown().status().nodes().size());
    }

    @Test
    @Tag("A4")
    void one_of_three_forms_nothing_and_says_who_is_missing() {
        cluster.founders = List.of("n1:7801", "n2:7802", "n3:7803");
        var host = cluster.start(1, false);
        cluster.tell(host, new Input.Here(Set.of("n1:7801")));

        cluster.run(SOON);

        assertTrue(host.clusterId.isEmpty());
        String problem = host.shown().status().problems().get(0).message();
        assertTrue(problem.contains("1 of the 3") && problem.contains("n2:7802, n3:7803"), problem);
    }

    @Test
    @Tag("A4")
    void what_a_node_waits_for_is_told_after_a_while_and_again_only_if_it_changes() {
        cluster.founders = List.of("n1:7801", "n2:7802", "n3:7803");
        var host = cluster.start(1, false);
        cluster.tell(host, new Input.Here(Set.of("n1:7801")));
        cluster.tell(host, new Input.NamesUnknown(Set.of("n3:7803")));

        cluster.run(Duration.ofSeconds(4));
        assertEquals(List.of(), host.notes);

        cluster.run(Duration.ofSeconds(60));
        assertEquals(
                List.of(
                        "has not joined a cluster yet: 1 of the 3 nodes in awa.join are up, 2 are needed to form the cluster;"
                                + " missing: n2:7802, n3:7803; not known here as a name: n3:7803"),
                host.notes);

        cluster.tell(host, new Input.NamesUnknown(Set.of()));
        cluster.run(Duration.ofSeconds(60));
        assertEquals(2, host.notes.size(), host.notes::toString);
    }

    @Test
    @Tag("A20")
    void who_is_alone_for_want_of_keys_is_told_what_to_do_about_them() {
        cluster.founders = List.of("n1:7801", "n2:7802");
        var host = cluster.start(1, false);
        cluster.tell(host, new Input.Here(Set.of("n1:7801")));
        cluster.tell(host, new Input.Refused("n2:7802", "no keys: it speaks TLS"));

        cluster.run(Duration.ofSeconds(2));

        var problem = host.shown().status().problems().stream()
                .filter(each -> each.message().contains("not joined"))
                .findFirst()
                .orElseThrow();
        assertTrue(problem.message().contains("missing: n2:7802; no understanding with n2: no keys"), problem::message);
        assertTrue(problem.remedy().contains("awa.security.keystore"), problem::remedy);
    }

    @Test
    @Tag("A14")
    void a_node_adopts_the_row_that_was_added_for_its_name_and_its_history_goes_on() {
        cluster.start(1, true);
        cluster.settle(SOON, 1);
        var reserved = new Node(
                LocalCluster.id(9), "web", "127.0.0.1", 7900, Lifetime.PERMANENT, Votes.AUTO, false, false, false);
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(1, new TableEdit.Add(reserved)));
        long before = cluster.host(1).shown().table().version();

        cluster.arrive(named(5, "web", 7905), false);
        cluster.runUntil(SOON, "the reserved id", () -> cluster.hosts.containsKey(LocalCluster.id(9)));
        cluster.settle(SOON, 1, 9);

        var rows = cluster.host(1).shown().table().nodes();
        assertEquals(2, rows.size());
        Node row = cluster.host(1).shown().table().find("web").orElseThrow();
        assertEquals(LocalCluster.id(9), row.id());
        assertTrue(row.claimed());
        assertEquals("127.0.0.1:7905", row.address());
        assertEquals(before + 1, cluster.host(1).shown().table().version(), "one change");

        cluster.kill(9);
        cluster.boot(cluster.host(9));
        cluster.settle(SOON, 1, 9);
        assertEquals(before + 1, cluster.host(1).shown().table().version());
    }

    @Test
    void a_second_node_of_that_name_does_not_get_the_reserved_id_too() {
        cluster.start(1, true);
        cluster.settle(SOON, 1);
        var reserved = new Node(
                LocalCluster.id(9), "web", "127.0.0.1", 7900, Lifetime.PERMANENT, Votes.AUTO, false, false, false);
        cluster.editAndWait(1, new TableEdit.Add(reserved));

        var a = cluster.arrive(named(5, "web", 7905), false);
        var b = cluster.arrive(named(6, "web", 7906), false);
        cluster.runUntil(
                SOON,
                "one in, one refused",
                () -> Set.of(a, b).stream()
                                .anyMatch(
                                        h -> h.picture.isPresent() && h.shown().joined())
                        && Set.of(a, b).stream()
                                .anyMatch(h -> h.picture.isPresent()
                                        && h.shown().refusal().isPresent()));

        var refused = a.shown().refusal().isPresent() ? a : b;
        String why = refused.shown().refusal().orElseThrow();
        assertTrue(why.contains("127.0.0.1:7905") && why.contains("127.0.0.1:7906"), why);
        assertTrue(why.contains("--replace"), why);
    }

    @Test
    void an_offline_node_is_replaced_on_demand_and_its_id_never_returns() {
        startThree();
        cluster.kill(3);
        var tooEarly = cluster.arrive(named(6, "n3", 7906), true);
        cluster.runUntil(
                SOON,
                "the new one is in",
                () -> tooEarly.picture.isPresent() && tooEarly.shown().joined());

        cluster.settle(SOON, 1, 2, 6);
        assertEquals(
                LocalCluster.id(6),
                cluster.host(1).shown().table().find("n3").orElseThrow().id());

        var former = cluster.host(3);
        cluster.boot(former);
        cluster.runUntil(
                SOON,
                "the former one is turned away",
                () -> former.picture.isPresent() && former.shown().refusal().isPresent());
        assertTrue(former.shown().refusal().orElseThrow().contains("replaced"));
        cluster.run(SOON);
        assertEquals(3, cluster.host(1).shown().table().nodes().size());
    }

    @Test
    void an_online_node_is_not_replaced() {
        startThree();

        var other = cluster.arrive(named(6, "n3", 7906), true);
        cluster.runUntil(
                SOON,
                "refused",
                () -> other.picture.isPresent() && other.shown().refusal().isPresent());

        String why = other.shown().refusal().orElseThrow();
        assertTrue(why.contains("127.0.0.1:7803") && why.contains("127.0.0.1:7906"), why);
        assertEquals(
                LocalCluster.id(3),
                cluster.host(1).shown().table().find("n3").orElseThrow().id());
    }

    @Test
    void an_expelled_node_takes_no_part_until_it_is_let_in_again() {
        startThree();
        int leader = cluster.leader();

        var outcome = cluster.editAndWait(leader % 3 + 1, new TableEdit.Delete(LocalCluster.id(leader), true));
        assertInstanceOf(EditOutcome.Applied.class, outcome);
        var expelled = cluster.host(leader);
        cluster.runUntil(
                SOON,
                "the expelled one says so",
                () -> expelled.shown().refusal().isPresent());
        int a = leader % 3 + 1;
        int b = a % 3 + 1;
        cluster.settle(SOON, a, b);
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(a, update(a)), "the others go on");

        cluster.kill(leader);
        cluster.boot(expelled);
        cluster.runUntil(
                SOON,
                "it is turned away",
                () -> expelled.picture.flatMap(Picture::refusal).isPresent());

        cluster.kill(leader);
        var added = new Node(
                new NodeId(new UUID(1, 1)),
                "n" + leader,
                "127.0.0.1",
                7800 + leader,
                Lifetime.PERMANENT,
                Votes.AUTO,
                false,
                false,
                false);
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(a, new TableEdit.Add(added)));
        cluster.boot(expelled);
        cluster.settle(SOON, 1, 2, 3);
        assertEquals(
                expelled.id,
                cluster.host(a).shown().table().find("n" + leader).orElseThrow().id());
    }

    @Test
    void the_only_voter_gives_its_seat_back_before_it_goes_for_good() {
        cluster.start(1, true);
        cluster.settle(SOON, 1);
        cluster.start(2, false);
        cluster.settle(SOON, 1, 2);
        int leader = cluster.leader();
        int other = 3 - leader;

        cluster.editAndWait(other, new TableEdit.Delete(LocalCluster.id(leader), true));

        cluster.runUntil(
                SOON, "expelled", () -> cluster.host(leader).shown().refusal().isPresent());
        cluster.runUntil(
                SOON,
                "the other leads",
                () -> cluster.host(other).shown().status().leader().equals(Optional.of("n" + other)));
        assertInstanceOf(EditOutcome.Applied.class, cluster.editAndWait(other, update(other)));
    }

    private static TableEdit update(int number) {
        return new TableEdit.Update(LocalCluster.id(number), NodeEdit.none().withHost("127.0.0.9"));
    }

    private static Node named(int number, String name, int port) {
        return new Node(
                LocalCluster.id(number), name, "127.0.0.1", port, Lifetime.PERMANENT, Votes.AUTO, false, true, false);
    }

    private void startThree() {
        cluster.start(1, true);
        cluster.settle(SOON, 1);
        cluster.start(2, false);
        cluster.start(3, false);
        cluster.settle(SOON, 1, 2, 3);
        cluster.runUntil(
                SOON,
                "three voters",
                () -> cluster.host(1).shown().status().voters().size() == 3);
    }
}
