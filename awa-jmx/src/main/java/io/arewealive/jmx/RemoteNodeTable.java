package io.arewealive.jmx;

import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.ChangesSinceShape;
import io.arewealive.jmx.shape.FateShape;
import io.arewealive.jmx.shape.NodeShape;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.management.openmbean.CompositeData;

/** The node table of a server, through its bean. */
record RemoteNodeTable(Link link, String author) implements NodeTable {

    private static final String TYPE = "NodeTable";

    @Override
    public long version() {
        return attribute("Version").number("version");
    }

    @Override
    public ChangeHash hash() {
        return ChangeHash.parse(attribute("Hash").text("hash"));
    }

    @Override
    public List<Node> list() {
        return attribute("Nodes").rows("nodes").stream().map(NodeShape::read).toList();
    }

    @Override
    public Optional<Node> find(String nameOrId) {
        return list().stream()
                .filter(node ->
                        node.name().equals(nameOrId) || node.id().toString().equals(nameOrId))
                .findFirst();
    }

    @Override
    public ChangesSince changesSince(long version, int limit) {
        return ChangesSinceShape.read(row(link.invoke(TYPE, "changesSince", Duration.ZERO, version, limit)));
    }

    @Override
    public EditOutcome add(CommandId commandId, String name, String host, int port, Duration timeout) {
        return RemoteEdit.run(link, author, TYPE, "add", commandId, timeout, name, host, port);
    }

    @Override
    public EditOutcome update(CommandId commandId, NodeId id, NodeEdit edit, Duration timeout) {
        return RemoteEdit.run(
                link,
                author,
                TYPE,
                "update",
                commandId,
                timeout,
                id.toString(),
                edit.name().orElse(""),
                edit.host().orElse(""),
                edit.port().orElse(0));
    }

    @Override
    public EditOutcome unpin(CommandId commandId, NodeId id, Duration timeout) {
        return RemoteEdit.run(link, author, TYPE, "unpin", commandId, timeout, id.toString());
    }

    @Override
    public EditOutcome delete(CommandId commandId, NodeId id, boolean force, Duration timeout) {
        return RemoteEdit.run(
                link, author, TYPE, "delete", commandId, timeout, id.toString(), force ? id.toString() : "");
    }

    @Override
    public NodeTable by(String whom) {
        return new RemoteNodeTable(link, whom);
    }

    @Override
    public Fate fateOf(CommandId commandId) {
        return FateShape.read(row(link.invoke(TYPE, "fateOf", Duration.ZERO, commandId.toString())));
    }

    private Row attribute(String name) {
        return Row.ofAttributes(link.attributes(TYPE, List.of(name)));
    }

    private static Row row(Object answer) {
        return Row.of((CompositeData) answer);
    }
}
