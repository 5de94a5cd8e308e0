package io.arewealive.jmx;

import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Applied;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.EditOutcome.Refused;
import io.arewealive.node.Fate;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node table in memory that decides as a cluster of one would. */
final class FakeTable implements NodeTable {

    private final FakeAwa awa;
    private final Map<NodeId, Node> rows = new LinkedHashMap<>();
    private final List<NodeChange> changes = new ArrayList<>();
    private long floor;
    private String author = "operator";

    FakeTable(FakeAwa awa) {
        this.awa = awa;
    }

    synchronized void compactTo(long newFloor) {
        floor = newFloor;
    }

    synchronized void put(Node node) {
        rows.put(node.id(), node);
        change(CommandId.random(), Action.CREATE, node.id(), Optional.of(node));
    }

    @Override
    public synchronized long version() {
        return changes.size();
    }

    @Override
    public synchronized ChangeHash hash() {
        return changes.isEmpty()
                ? ChangeHash.EMPTY
                : changes.get(changes.size() - 1).hash();
    }

    @Override
    public synchronized List<Node> list() {
        return rows.values().stream().sorted(Comparator.comparing(Node::name)).toList();
    }

    @Override
    public Optional<Node> find(String nameOrId) {
        return list().stream()
                .filter(node ->
                        node.name().equals(nameOrId) || node.id().toString().equals(nameOrId))
                .findFirst();
    }

    @Override
    public synchronized ChangesSince changesSince(long version, int limit) {
        if (version < floor) {
            return new ChangesSince.Snapshot(version(), floor, hash(), list());
        }
        return new ChangesSince.Changes(
                version(), changes.stream().skip(version).limit(limit).toList());
    }

    @Override
    public EditOutcome add(CommandId commandId, String name, String host, int port, Duration timeout) {
        if (find(name).isPresent()) {
            return new Refused(commandId, Refusal.NAME_TAKEN, "a row named " + name + " exists; choose another name");
        }
        var id = NodeId.random();
        return apply(
                commandId,
                Action.CREATE,
                new Node(id, name, host, port, Lifetime.PERMANENT, Votes.AUTO, false, false, true));
    }

    @Override
    public EditOutcome update(CommandId commandId, NodeId id, NodeEdit edit, Duration timeout) {
        return find(id.toString())
                .map(old -> apply(
                        commandId,
                        Action.UPDATE,
                        new Node(
                                id,
                                edit.name().orElse(old.name()),
                                edit.host().orElse(old.host()),
                                edit.port().orElse(old.port()),
                                old.lifetime(),
                                old.votes(),
                                old.witness(),
                                old.claimed(),
                                true)))
                .orElseGet(() -> new Refused(commandId, Refusal.NO_SUCH_NODE, "no row has the id " + id));
    }

    @Override
    public EditOutcome unpin(CommandId commandId, NodeId id, Duration timeout) {
        return find(id.toString())
                .map(row -> apply(commandId, Action.UPDATE, row))
                .orElseGet(() -> new Refused(commandId, Refusal.NO_SUCH_NODE, "no row has the id " + id));
    }

    @Override
    public EditOutcome delete(CommandId commandId, NodeId id, boolean force, Duration timeout) {
        if (fateOf(commandId) instanceof Fate.Applied applied) {
            return new Applied(commandId, applied.version(), true, 2);
        }
        var row = find(id.toString());
        if (row.isEmpty()) {
            return new Refused(commandId, Refusal.NO_SUCH_NODE, "no row has the id " + id);
        }
        if (row.get().claimed() && !force) {
            return new Refused(commandId, Refusal.NODE_IS_LIVE, row.get().name() + " is online; use force");
        }
        return apply(commandId, Action.DELETE, row.get());
    }

    @Override
    public synchronized NodeTable by(String whom) {
        author = whom;
        return this;
    }

    @Override
    public synchronized Fate fateOf(CommandId commandId) {
        return changes.stream()
                .filter(change -> change.commandId().equals(commandId))
                .findFirst()
                .<Fate>map(change -> new Fate.Applied(change.version()))
                .orElseGet(() -> new Fate.NotKnown("never heard of it"));
    }

    private EditOutcome apply(CommandId commandId, Action action, Node row) {
        long version;
        synchronized (this) {
            if (action == Action.DELETE) {
                rows.remove(row.id());
                change(commandId, action, row.id(), Optional.empty());
            } else {
                rows.put(row.id(), row);
                change(commandId, action, row.id(), Optional.of(row));
            }
            version = version();
        }
        awa.tableChanged(row.name());
        return new Applied(commandId, version, false, 2);
    }

    private void change(CommandId commandId, Action action, NodeId id, Optional<Node> data) {
        long version = changes.size() + 1L;
        changes.add(new NodeChange(
                version,
                action,
                id,
                data,
                commandId,
                FakeAwa.NOON.plusSeconds(version),
                author,
                0xCAFE_0000 + (int) version,
                hash(),
                new ChangeHash(version, ~version)));
    }
}
