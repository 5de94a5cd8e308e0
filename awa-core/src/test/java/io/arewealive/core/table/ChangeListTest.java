package io.arewealive.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeListTest {

    private static final long FLOOR = 41;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 300})
    void a_list_made_at_once_goes_on_like_one_made_change_by_change(int size) {
        List<NodeChange> changes = changes(size + 130);
        ChangeList one = ChangeList.after(FLOOR);
        for (NodeChange change : changes) {
            one = one.plus(change);
        }

        ChangeList other = ChangeList.of(FLOOR, changes.subList(0, size));
        assertEquals(FLOOR + size, other.last());
        assertEquals(changes.subList(0, size), other.since(FLOOR, Integer.MAX_VALUE));

        for (NodeChange change : changes.subList(size, size + 130)) {
            other = other.plus(change);
        }
        assertEquals(one.last(), other.last());
        assertEquals(changes, other.since(FLOOR, Integer.MAX_VALUE));
        assertEquals(
                one.withFloor(FLOOR + 129).since(FLOOR + 129, 1_000),
                other.withFloor(FLOOR + 129).since(FLOOR + 129, 1_000));
    }

    @Test
    void a_list_with_a_hole_is_not_made() {
        List<NodeChange> changes = new ArrayList<>(changes(5));
        changes.remove(2);

        assertThrows(IllegalArgumentException.class, () -> ChangeList.of(FLOOR, changes));
    }

    private static List<NodeChange> changes(int count) {
        List<NodeChange> changes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            changes.add(new NodeChange(
                    FLOOR + i,
                    Action.DELETE,
                    new NodeId(new UUID(1, i)),
                    Optional.empty(),
                    new CommandId(new UUID(2, i)),
                    Instant.EPOCH,
                    "test",
                    0,
                    ChangeHash.EMPTY,
                    ChangeHash.EMPTY));
        }
        return changes;
    }
}
