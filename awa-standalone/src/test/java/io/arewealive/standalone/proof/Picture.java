package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.standalone.control.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one server shows of its node table while nobody edits.
 *
 * @param version of the table
 * @param hash of the change list
 * @param table all rows
 * @param changes all changes from the first on
 */
record Picture(long version, ChangeHash hash, Set<Node> table, List<NodeChange> changes) {

    private static final int PAGE = 500;

    static Picture of(Box box) {
        return of(box, List.of());
    }

    /** Asks only for the changes after those that are known; the chain of hashes tells whether they fit. */
    static Picture of(Box box, List<NodeChange> known) {
        try (Server server = box.connect()) {
            NodeTable nodes = server.nodes();
            List<NodeChange> changes = new ArrayList<>(known);
            long version = nodes.version();
            while (changes.size() < version) {
                ChangesSince since = nodes.changesSince(changes.size(), PAGE);
                changes.addAll(
                        assertInstanceOf(ChangesSince.Changes.class, since).changes());
            }
            return new Picture(version, nodes.hash(), new HashSet<>(nodes.list()), List.copyOf(changes));
        }
    }

    /** Versions 1 to n without a hole, each chained to the one before, and together they make the table. */
    Picture assertWhole(String name) {
        ChangeHash last = ChangeHash.EMPTY;
        Map<NodeId, Node> replayed = new HashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            NodeChange change = changes.get(i);
            assertEquals(i + 1, change.version(), name);
            assertEquals(last, change.previousHash(), () -> name + ": " + change);
            last = change.hash();
            change.data().ifPresentOrElse(row -> replayed.put(row.id(), row), () -> replayed.remove(change.nodeId()));
        }
        assertEquals(version, changes.size(), name);
        assertEquals(hash, last, name);
        assertEquals(table, new HashSet<>(replayed.values()), name);
        return this;
    }
}
