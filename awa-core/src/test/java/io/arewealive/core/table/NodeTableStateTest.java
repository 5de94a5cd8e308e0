package io.arewealive.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.table.NodeTableState.Cause;
import io.arewealive.core.table.NodeTableState.Result;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NodeTableStateTest {

    private static final boolean ALIVE = true;
    private static final boolean DEAD = false;

    private final NodeTableState table = new NodeTableState();

    @Test
    @Tag("A1")
    void the_first_node_makes_version_one_with_one_create() {
        var result = apply(new TableEdit.Announce(node(1, "a", true)), DEAD);

        var change = assertInstanceOf(Result.Done.class, result).changes().get(0);
        assertEquals(1, table.version());
        assertEquals(NodeChange.Action.CREATE, change.action());
        assertEquals(ChangeHash.EMPTY, change.previousHash());
    }

    @Test
    @Tag("A13")
    void an_update_changes_precisely_the_row_of_that_id() {
        apply(new TableEdit.Add(node(1, "a", false)), DEAD);
        apply(new TableEdit.Add(node(2, "b", false)), DEAD);

        apply(new TableEdit.Update(id(1), NodeEdit.none().withName("c").withPort(9)), DEAD);

        assertEquals("c", table.find(id(1)).orElseThrow().name());
        assertEquals(9, table.find(id(1)).orElseThrow().port());
        assertEquals(node(2, "b", false), table.find(id(2)).orElseThrow());
    }

    @Test
    @Tag("A14")
    void a_node_that_comes_back_under_another_address_keeps_its_one_row() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        apply(new TableEdit.Announce(at(node(1, "a", true), "elsewhere", 7809)), ALIVE);

        assertEquals(1, table.view().nodes().size());
        assertEquals("elsewhere:7809", table.view().nodes().get(0).address());
    }

    @Test
    void what_an_operator_set_wins_over_what_a_node_says() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);
        apply(new TableEdit.Update(id(1), NodeEdit.none().withHost("nat.example")), ALIVE);

        var result = apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        assertEquals(0, assertInstanceOf(Result.Done.class, result).changes().size());
        assertEquals("nat.example", table.find(id(1)).orElseThrow().host());
    }

    @Test
    void what_an_operator_set_counts_until_it_is_cleared() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);
        apply(new TableEdit.Update(id(1), NodeEdit.none().withHost("nat.example")), ALIVE);

        apply(new TableEdit.Update(id(1), NodeEdit.none()), ALIVE);
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        assertEquals("host1:7800", table.find(id(1)).orElseThrow().address());
        assertFalse(table.find(id(1)).orElseThrow().pinned());
    }

    @Test
    void a_row_added_by_hand_is_adopted_under_its_reserved_id_by_one_change() {
        apply(new TableEdit.Add(node(1, "a", false)), DEAD);

        apply(new TableEdit.Announce(at(node(2, "a", true), "real", 7801)), DEAD);

        assertEquals(2, table.version());
        assertEquals(id(1), table.view().nodes().get(0).id());
        assertEquals("real:7801", table.view().nodes().get(0).address());
        assertTrue(table.view().nodes().get(0).claimed());
        assertEquals(Optional.of(id(1)), table.adopted(id(2)));
        apply(new TableEdit.Announce(at(node(2, "a", true), "real", 7801)), DEAD);
        assertEquals(2, table.version(), "asking again changes nothing");
    }

    @Test
    void an_offline_node_is_replaced_only_on_demand_and_its_id_is_retired() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        var plain = apply(new TableEdit.Announce(node(2, "a", true)), DEAD);
        var early = apply(new TableEdit.Announce(node(2, "a", true), true), ALIVE);
        var done = apply(new TableEdit.Announce(node(2, "a", true), true), DEAD);
        var back = apply(new TableEdit.Announce(node(1, "a", true), true), DEAD);

        assertTrue(assertInstanceOf(Result.Refused.class, plain).message().contains("--replace"));
        assertEquals(
                Refusal.NAME_TAKEN,
                assertInstanceOf(Result.Refused.class, early).reason());
        assertInstanceOf(Result.Done.class, done);
        assertEquals(id(2), table.view().nodes().get(0).id());
        assertEquals(
                Refusal.ID_RETIRED, assertInstanceOf(Result.Refused.class, back).reason());
    }

    @Test
    void adding_the_row_of_an_expelled_node_lets_it_in_again_under_its_id() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);
        apply(new TableEdit.Delete(id(1), true), ALIVE);
        assertTrue(table.refusal(id(1)).orElseThrow().contains("awa node add a HOST PORT"));

        apply(new TableEdit.Add(node(5, "a", false)), DEAD);

        assertEquals(Optional.empty(), table.refusal(id(1)));
        assertEquals(id(1), table.view().nodes().get(0).id());
        assertInstanceOf(Result.Done.class, apply(new TableEdit.Announce(node(1, "a", true)), DEAD));
    }

    @Test
    void the_name_of_an_ephemeral_node_is_free_once_it_is_offline() {
        var ephemeral = new Node(id(1), "a", "h", 1, Lifetime.EPHEMERAL, Votes.AUTO, false, true, false);
        apply(new TableEdit.Announce(ephemeral), ALIVE);

        assertInstanceOf(Result.Refused.class, apply(new TableEdit.Announce(node(2, "a", true)), ALIVE));
        assertInstanceOf(Result.Done.class, apply(new TableEdit.Announce(node(2, "a", true)), DEAD));
        assertEquals(id(2), table.view().nodes().get(0).id());
    }

    @Test
    void a_second_node_with_a_taken_name_is_refused_naming_both_addresses() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        var result = apply(new TableEdit.Announce(at(node(2, "a", true), "other", 7801)), ALIVE);

        var refused = assertInstanceOf(Result.Refused.class, result);
        assertEquals(Refusal.NAME_TAKEN, refused.reason());
        assertTrue(
                refused.message().contains("host1:7800") && refused.message().contains("other:7801"),
                refused.message());
    }

    @Test
    void deleting_a_live_node_needs_force_and_expels_it() {
        apply(new TableEdit.Announce(node(1, "a", true)), ALIVE);

        var gentle = apply(new TableEdit.Delete(id(1), false), ALIVE);
        var forced = apply(new TableEdit.Delete(id(1), true), ALIVE);
        var back = apply(new TableEdit.Announce(node(1, "a", true)), DEAD);

        assertEquals(
                Refusal.NODE_IS_LIVE,
                assertInstanceOf(Result.Refused.class, gentle).reason());
        assertInstanceOf(Result.Done.class, forced);
        assertEquals(
                Refusal.ID_RETIRED, assertInstanceOf(Result.Refused.class, back).reason());
    }

    @Test
    void a_node_deleted_while_it_was_down_may_come_back() {
        apply(new TableEdit.Announce(node(1, "a", true)), DEAD);
        apply(new TableEdit.Delete(id(1), false), DEAD);

        assertInstanceOf(Result.Done.class, apply(new TableEdit.Announce(node(1, "a", true)), DEAD));
        assertEquals(3, table.version());
    }

    @Test
    @Tag("A3")
    void whoever_asks_gets_exactly_the_changes_after_its_version_and_below_the_floor_the_table() {
        for (int i = 1; i <= 20; i++) {
            table.apply(new TableEdit.Add(node(i, "n" + i, false)), cause(), id -> false, 10);
        }

        var some = assertInstanceOf(ChangesSince.Changes.class, table.view().since(15, 100));
        var all = assertInstanceOf(ChangesSince.Snapshot.class, table.view().since(9, 100));

        assertEquals(
                java.util.List.of(16L, 17L, 18L, 19L, 20L),
                some.changes().stream().map(NodeChange::version).toList());
        assertEquals(10, all.floor());
        assertEquals(20, all.nodes().size());
        assertEquals(table.view().hash(), all.hash());
    }

    @Test
    @Tag("A3")
    void random_edits_give_the_same_table_by_snapshot_and_by_replay() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var original = new NodeTableState();
            var follower = new NodeTableState();
            for (int i = 0; i < 100; i++) {
                TableEdit edit = randomEdit(random);
                Cause cause = cause();
                boolean live = random.nextBoolean();
                original.apply(edit, cause, id -> live, 30);
                follower.apply(edit, cause, id -> live, 30);
                if (random.nextInt(20) == 0) {
                    follower = copy(follower);
                }
            }
            assertEquals(original.view().nodes(), follower.view().nodes(), "seed " + seed);
            for (int i = 0; i < 8; i++) {
                assertEquals(original.refusal(id(i)), follower.refusal(id(i)), "seed " + seed);
                assertEquals(original.adopted(id(i)), follower.adopted(id(i)), "seed " + seed);
            }
            assertEquals(original.view().hash(), follower.view().hash(), "seed " + seed);
            assertEquals(
                    original.view().changes().floor(), follower.view().changes().floor(), "seed " + seed);
            assertEquals(
                    original.view().changes().since(original.view().changes().floor(), 1000),
                    follower.view().changes().since(original.view().changes().floor(), 1000),
                    "seed " + seed);
        }
    }

    private static TableEdit randomEdit(Random random) {
        int number = random.nextInt(8);
        Node node = at(node(number, "n" + random.nextInt(8), random.nextBoolean()), "h" + random.nextInt(3), 7800);
        return switch (random.nextInt(4)) {
            case 0 -> new TableEdit.Add(node);
            case 1 -> new TableEdit.Update(id(number), NodeEdit.none().withName("n" + random.nextInt(8)));
            case 2 -> new TableEdit.Delete(id(number), random.nextBoolean());
            default -> new TableEdit.Announce(node, random.nextBoolean());
        };
    }

    private static NodeTableState copy(NodeTableState state) {
        var out = new WireWriter();
        state.write(out);
        var in = new WireReader(out.toBytes());
        var copy = NodeTableState.read(in);
        in.expectEnd();
        return copy;
    }

    private Result apply(TableEdit edit, boolean live) {
        return table.apply(edit, cause(), id -> live, 10_000);
    }

    private static Cause cause() {
        return new Cause(new CommandId(new UUID(7, 7)), Instant.ofEpochMilli(1_000), "operator:test");
    }

    private static NodeId id(int number) {
        return new NodeId(new UUID(0, number));
    }

    private static Node node(int number, String name, boolean claimed) {
        return new Node(id(number), name, "host" + number, 7800, Lifetime.PERMANENT, Votes.AUTO, false, claimed, false);
    }

    private static Node at(Node node, String host, int port) {
        return new Node(
                node.id(),
                node.name(),
                host,
                port,
                node.lifetime(),
                node.votes(),
                node.witness(),
                node.claimed(),
                false);
    }
}
