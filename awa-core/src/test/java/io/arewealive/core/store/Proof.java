package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What a sound store of {@link #batch}es has to hold at a version, compared row by row with what is there. */
final class Proof {

    static final int CHANGES = 20;
    static final int LOCAL = 2;

    final Rows rows;

    Proof(Rows rows) {
        this.rows = rows;
    }

    /** The next batch of a fixed shape, so that the version tells how many events there are. */
    StoreBatch batch() {
        return rows.next(CHANGES, LOCAL, 0);
    }

    /** Writes batches nowhere until this version is reached. */
    void advanceTo(long version) {
        while (rows.version() < version) {
            batch();
        }
    }

    /** That every table holds what the state stands for. */
    void holds(StoreState.Sound state, TableStore store, DataSource source) throws SQLException {
        int version = (int) state.version();
        int batches = version / CHANGES;
        assertEquals(version * 10L, state.lastApplied());
        assertEquals(
                version == 0 ? ChangeHash.EMPTY : rows.changes.get(version - 1).hash(), state.hash());
        assertEquals(
                rows.changes.subList(0, version).stream()
                        .map(change -> change.version() + " " + change.action() + " " + change.nodeId() + " "
                                + change.data().map(JsonText::of).orElse("null"))
                        .toList(),
                Sql.rows(source, "SELECT id, action, node_id, data FROM nodes_changes ORDER BY id"));
        assertEquals(
                nodes(version),
                Sql.rows(
                        source,
                        "SELECT id, name, host, port, lifetime, votes, witness, claimed, pinned FROM nodes ORDER BY id"));
        assertEquals(rows.clusterEvents.subList(0, version), store.events(EventStream.CLUSTER, 0, 100_000));
        assertEquals(rows.localEvents.subList(0, batches * LOCAL), store.events(EventStream.LOCAL, 0, 100_000));
    }

    private List<String> nodes(int version) {
        Map<NodeId, Node> nodes = new LinkedHashMap<>();
        rows.changes
                .subList(0, version)
                .forEach(change -> change.data()
                        .ifPresentOrElse(
                                node -> nodes.put(change.nodeId(), node), () -> nodes.remove(change.nodeId())));
        return new ArrayList<>(nodes.values())
                .stream()
                        .sorted(Comparator.comparing(node -> node.id().toString()))
                        .map(node -> String.join(
                                " ",
                                node.id().toString(),
                                node.name(),
                                node.host(),
                                Integer.toString(node.port()),
                                JsonText.word(node.lifetime()),
                                JsonText.word(node.votes()),
                                sql(node.witness()),
                                sql(node.claimed()),
                                sql(node.pinned())))
                        .toList();
    }

    private static String sql(boolean value) {
        return value ? "TRUE" : "FALSE";
    }
}
