package io.arewealive.core.store;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.Bytes;
import io.arewealive.event.Event;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes inside one transaction. Rows go to the EntityManager in portions, what they add up to goes to the ledger, and the ledger
 * goes to the state row at the end.
 */
final class Writing {

    /** Old changes that one transaction deletes at most, so that none gets long. */
    static final int TRIM = 5_000;

    private final EntityManager manager;
    private Ledger ledger;
    private int pending;

    Writing(EntityManager manager, Ledger ledger) {
        this.manager = manager;
        this.ledger = ledger;
    }

    /** Reads where the database stands. */
    static Ledger ledger(EntityManager manager) {
        StateRow row = manager.find(StateRow.class, StateRow.ONLY);
        if (row == null) {
            throw new BadRow("there is no state row: the database was not filled to its end");
        }
        return row.verified();
    }

    /** Applies what the database does not have yet; refuses what does not follow it. */
    void apply(StoreBatch batch) {
        List<NodeChange> changes = batch.changes().stream()
                .filter(change -> change.version() > ledger.version())
                .toList();
        if (batch.lastApplied() > ledger.lastApplied()) {
            changes(changes);
            if (ledger.version() != batch.version() || !ledger.hash().equals(batch.hash())) {
                throw StoreException.untilRebuilt(
                        "a batch says version " + batch.version() + " with hash " + batch.hash()
                                + ", its changes lead to version " + ledger.version() + " with hash " + ledger.hash());
            }
            ledger = ledger.at(batch.lastApplied(), ledger.version(), ledger.hash(), ledger.nodes());
        } else if (!changes.isEmpty()) {
            throw StoreException.untilRebuilt("a batch of log index " + batch.lastApplied() + " brings version "
                    + changes.get(0).version() + ", but the database is at version " + ledger.version() + " of index "
                    + ledger.lastApplied());
        }
        events(batch.events());
        trim(Math.max(ledger.floor(), Math.min(batch.floor(), ledger.version())));
    }

    /** Appends changes to the list and brings the rows of the nodes up to date. */
    void changes(List<NodeChange> changes) {
        Map<NodeId, NodeChange> newest = new LinkedHashMap<>();
        for (NodeChange change : changes) {
            append(change);
            newest.remove(change.nodeId());
            newest.put(change.nodeId(), change);
        }
        newest.values().forEach(change -> {
            Node node = change.data().orElse(null);
            if (node == null) {
                remove(change.nodeId());
            } else {
                put(node, change.version());
            }
        });
    }

    /** Appends a change to the list, without touching its node. */
    void append(NodeChange change) {
        Bytes encoded = ChangeCodec.encode(change);
        if (change.version() != ledger.version() + 1 || !change.previousHash().equals(ledger.hash())) {
            throw StoreException.untilRebuilt("change " + change.version() + " after hash " + change.previousHash()
                    + " does not follow version " + ledger.version() + " with hash " + ledger.hash());
        }
        if (ChangeCodec.crc(encoded) != change.crc()
                || !ChangeCodec.next(ledger.hash(), encoded).equals(change.hash())) {
            throw StoreException.later("change " + change.version() + " has another content than its crc and hash say");
        }
        persist(new ChangeRow(change));
        ledger = ledger.at(ledger.lastApplied(), change.version(), change.hash(), ledger.nodes());
    }

    /** Adds a node's row or replaces it. */
    void put(Node node, long version) {
        NodeRow row = manager.find(NodeRow.class, node.id().toString());
        Tally tally = ledger.nodes();
        if (row == null) {
            row = new NodeRow(node, version);
            persist(row);
        } else {
            tally = tally.minus(row.crc);
            row.set(node, version);
            written();
        }
        ledger = ledger.at(ledger.lastApplied(), ledger.version(), ledger.hash(), tally.plus(row.crc));
    }

    private void remove(NodeId id) {
        NodeRow row = manager.find(NodeRow.class, id.toString());
        if (row != null) {
            Tally tally = ledger.nodes().minus(row.crc);
            manager.remove(row);
            written();
            ledger = ledger.at(ledger.lastApplied(), ledger.version(), ledger.hash(), tally);
        }
    }

    /** Adds the events that are newer than the newest of their stream. */
    void events(List<Event> events) {
        for (Event event : events) {
            if (event.number() > ledger.last(event.stream())) {
                EventRow row = new EventRow(event);
                persist(row);
                Tally tally = ledger.events(event.stream()).plus(row.crc);
                ledger = ledger.with(event.stream(), tally, event.number());
            }
        }
    }

    /** Deletes the oldest events of a stream, which the caller has read. */
    void forget(List<EventRow> oldest) {
        EventRow newest = oldest.get(oldest.size() - 1);
        int gone = manager.createQuery("delete from EventRow e where e.stream = :stream and e.number <= :upTo")
                .setParameter("stream", newest.stream)
                .setParameter("upTo", newest.number)
                .executeUpdate();
        if (gone != oldest.size()) {
            throw new BadRow("events " + newest.stream + " up to " + newest.number + ": " + oldest.size()
                    + " rows were read and " + gone + " deleted");
        }
        var stream = JsonText.constant(io.arewealive.event.EventStream.class, newest.stream);
        Tally tally = ledger.events(stream);
        for (EventRow row : oldest) {
            tally = tally.minus(row.crc);
        }
        ledger = ledger.with(stream, tally, ledger.last(stream));
    }

    /** Notes the floor and deletes a portion of the changes up to it. */
    private void trim(long floor) {
        long upTo = Math.min(floor, ledger.first() + TRIM - 1);
        if (upTo >= ledger.first()) {
            manager.createQuery("delete from ChangeRow c where c.id <= :upTo")
                    .setParameter("upTo", upTo)
                    .executeUpdate();
        }
        ledger = ledger.trimmed(floor, Math.max(ledger.first(), upTo + 1));
    }

    /** Writes the ledger to the state row. The last call of a transaction. */
    void finish() {
        StateRow row = manager.find(StateRow.class, StateRow.ONLY);
        if (row == null) {
            manager.persist(new StateRow(ledger));
        } else {
            row.set(ledger);
        }
    }

    /** What was written so far adds up to this. */
    Ledger ledger() {
        return ledger;
    }

    private void persist(Object row) {
        manager.persist(row);
        written();
    }

    private void written() {
        if (++pending % Database.PAGE == 0) {
            manager.flush();
            manager.clear();
        }
    }
}
