package io.arewealive.core.store;

import io.arewealive.event.EventStream;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the whole database once, a page at a time, and throws {@link BadRow} at the first thing that is wrong:
 *
 * <ol>
 *   <li>the state row has its checksum;
 *   <li>the changes go from its first to its last version without a hole, each with its crc, each hash following from the one
 *       before, the last one equal to the state's;
 *   <li>each node's row is what its newest kept change made of it, or gone if that was a deletion;
 *   <li>the rows of nodes and events have their checksums and, together, the number and sum that the state says.
 * </ol>
 */
final class Inspection {

    private final Database database;
    private final Runnable pulse;
    private final Set<String> missing = new HashSet<>();
    private long matched;

    /**
     * @param pulse called between pages: it shows that the inspection moves, and may end it by throwing
     */
    Inspection(Database database, Runnable pulse) {
        this.database = database;
        this.pulse = pulse;
    }

    Ledger run() {
        Ledger ledger = database.read(Writing::ledger);
        changes(ledger);
        nodes(ledger);
        for (EventStream stream : EventStream.values()) {
            events(stream, ledger);
        }
        return ledger;
    }

    private void changes(Ledger ledger) {
        long version = ledger.first() - 1;
        Optional<ChangeHash> hash = version == 0 ? Optional.of(ChangeHash.EMPTY) : Optional.empty();
        List<ChangeRow> page = changesAfter(0);
        while (!page.isEmpty()) {
            for (ChangeRow row : page) {
                NodeChange change = row.verified();
                if (change.version() != ++version) {
                    throw new BadRow("nodes_changes has " + change.version() + " where " + version + " should be");
                }
                if (hash.isPresent() && !hash.get().equals(change.previousHash())) {
                    throw new BadRow("nodes_changes row " + version + " does not follow the hash of the row before");
                }
                hash = Optional.of(change.hash());
            }
            compareWithNodes(page);
            page = changesAfter(version);
        }
        if (!missing.isEmpty()) {
            throw new BadRow("nodes has no row " + missing.iterator().next() + ", and no change deleted it");
        }
        if (version != ledger.version() || !hash.orElse(ledger.hash()).equals(ledger.hash())) {
            throw new BadRow("nodes_changes ends at version " + version + ", the state says version " + ledger.version()
                    + " with hash " + ledger.hash());
        }
    }

    private List<ChangeRow> changesAfter(long version) {
        pulse.run();
        return database.read(manager -> manager.createQuery(
                        "select c from ChangeRow c where c.id > :after order by c.id", ChangeRow.class)
                .setParameter("after", version)
                .setMaxResults(Database.PAGE)
                .getResultList());
    }

    /**
     * A row names the change that made it. So a change is the row's, or older than it, or there is no row: then a deletion has to
     * follow. A row that is older than a change has missed it.
     */
    private void compareWithNodes(List<ChangeRow> page) {
        List<String> ids = page.stream().map(row -> row.nodeId).distinct().toList();
        Map<String, NodeRow> nodes = new HashMap<>();
        database.read(manager -> manager.createQuery("select n from NodeRow n where n.id in :ids", NodeRow.class)
                        .setParameter("ids", ids)
                        .getResultList())
                .forEach(row -> nodes.put(row.id, row));
        for (ChangeRow change : page) {
            NodeRow row = nodes.get(change.nodeId);
            if (row == null) {
                expectDeletion(change);
            } else if (row.version == change.id) {
                compare(change, row);
            } else if (row.version < change.id) {
                throw new BadRow(
                        "nodes row " + row.id + " of version " + row.version + " has missed change " + change.id);
            }
        }
    }

    private void expectDeletion(ChangeRow change) {
        if (change.data == null) {
            missing.remove(change.nodeId);
        } else {
            missing.add(change.nodeId);
        }
    }

    private void compare(ChangeRow change, NodeRow row) {
        if (!change.verified().data().equals(Optional.of(row.verified()))) {
            throw new BadRow("nodes row " + row.id + " is not what change " + change.id + " made of it");
        }
        matched++;
    }

    private void nodes(Ledger ledger) {
        Tally tally = Tally.NONE;
        long recent = 0;
        String last = "";
        List<NodeRow> page = nodesAfter(last);
        while (!page.isEmpty()) {
            for (NodeRow row : page) {
                row.verified();
                if (row.id.compareTo(last) <= 0) {
                    throw new BadRow("nodes row " + row.id + " is out of order");
                }
                last = row.id;
                recent += row.version >= ledger.first() ? 1 : 0;
                tally = tally.plus(row.crc);
            }
            page = nodesAfter(last);
        }
        require("nodes", tally, ledger.nodes());
        if (recent != matched) {
            throw new BadRow("nodes has " + recent + " rows of kept changes, nodes_changes leads to " + matched);
        }
    }

    private List<NodeRow> nodesAfter(String id) {
        pulse.run();
        return database.read(manager -> manager.createQuery(
                        "select n from NodeRow n where n.id > :after order by n.id", NodeRow.class)
                .setParameter("after", id)
                .setMaxResults(Database.PAGE)
                .getResultList());
    }

    private void events(EventStream stream, Ledger ledger) {
        Tally tally = Tally.NONE;
        long last = 0;
        List<EventRow> page = eventsAfter(stream, last);
        while (!page.isEmpty()) {
            for (EventRow row : page) {
                row.verified();
                if (row.number <= last) {
                    throw new BadRow("events row " + row.stream + " " + row.number + " is out of order");
                }
                last = row.number;
                tally = tally.plus(row.crc);
            }
            page = eventsAfter(stream, last);
        }
        require("events of the stream " + EventRow.word(stream), tally, ledger.events(stream));
        if (last > ledger.last(stream)) {
            throw new BadRow("events row " + EventRow.word(stream) + " " + last + " is newer than the state's "
                    + ledger.last(stream));
        }
    }

    private List<EventRow> eventsAfter(EventStream stream, long number) {
        pulse.run();
        return database.read(manager -> EventTable.page(manager, stream, number, Database.PAGE));
    }

    private static void require(String table, Tally found, Tally wanted) {
        if (!found.equals(wanted)) {
            throw new BadRow(table + " has " + found + ", the state says " + wanted);
        }
    }
}
