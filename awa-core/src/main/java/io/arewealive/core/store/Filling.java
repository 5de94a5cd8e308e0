package io.arewealive.core.store;

import io.arewealive.core.step.StoreImage;
import io.arewealive.event.Event;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Fills an empty database from an image, in transactions of a page each. The state row comes last and makes it count. */
final class Filling {

    private final Database database;
    private Ledger ledger;

    private Filling(Database database, Ledger start) {
        this.database = database;
        ledger = start;
    }

    static void empty(Database database) {
        fillWith(database, Ledger.EMPTY);
    }

    /**
     * @param local this node's own events that could be saved, ascending
     */
    static void from(StoreImage image, List<Event> local, Database database) {
        List<NodeChange> changes = image.changes();
        Ledger start = changes.isEmpty()
                ? Ledger.EMPTY
                        .at(0, image.version(), image.hash(), Tally.NONE)
                        .trimmed(image.floor(), image.version() + 1)
                : Ledger.EMPTY
                        .at(0, changes.get(0).version() - 1, changes.get(0).previousHash(), Tally.NONE)
                        .trimmed(image.floor(), changes.get(0).version());
        Map<Object, Long> versions = new HashMap<>();
        changes.forEach(change -> versions.put(change.nodeId(), change.version()));

        var filling = new Filling(database, start);
        filling.pages(image.nodes(), (writing, page) -> {
            for (Node node : page) {
                writing.put(node, versions.getOrDefault(node.id(), 0L));
            }
        });
        filling.pages(changes, (writing, page) -> page.forEach(writing::append));
        filling.pages(image.events(), Writing::events);
        filling.pages(local, Writing::events);
        if (filling.ledger.version() != image.version()
                || !filling.ledger.hash().equals(image.hash())) {
            throw StoreException.later("an image says version " + image.version() + " with hash " + image.hash()
                    + ", its changes lead to version " + filling.ledger.version() + " with hash "
                    + filling.ledger.hash());
        }
        fillWith(
                database,
                filling.ledger.at(image.lastApplied(), image.version(), image.hash(), filling.ledger.nodes()));
    }

    private static void fillWith(Database database, Ledger ledger) {
        database.transaction(manager -> new Writing(manager, ledger).finish());
    }

    private <T> void pages(List<T> rows, BiConsumer<Writing, List<T>> write) {
        for (int from = 0; from < rows.size(); from += Database.PAGE) {
            List<T> page = rows.subList(from, Math.min(rows.size(), from + Database.PAGE));
            database.transaction(manager -> {
                var writing = new Writing(manager, ledger);
                write.accept(writing, page);
                ledger = writing.ledger();
            });
        }
    }
}
