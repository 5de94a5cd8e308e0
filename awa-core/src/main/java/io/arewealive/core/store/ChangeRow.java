package io.arewealive.core.store;

import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code nodes_changes}: {@code id} is the version, {@code data} is NULL for DELETE. */
@Entity(name = "ChangeRow")
@Table(name = "nodes_changes")
class ChangeRow {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "action")
    String action = "";

    @Column(name = "node_id")
    String nodeId = "";

    @Column(name = "data")
    @Nullable String data;

    @Column(name = "command_id")
    String commandId = "";

    @Column(name = "changed_at")
    OffsetDateTime changedAt = OffsetDateTime.MIN;

    @Column(name = "author")
    String author = "";

    @Column(name = "crc")
    int crc;

    @Column(name = "previous_hash")
    String previousHash = "";

    @Column(name = "hash")
    String hash = "";

    ChangeRow() {}

    ChangeRow(NodeChange change) {
        id = change.version();
        action = change.action().name();
        nodeId = change.nodeId().toString();
        data = change.data().map(JsonText::of).orElse(null);
        commandId = change.commandId().toString();
        changedAt = toColumn(change.time());
        author = change.author();
        crc = change.crc();
        previousHash = change.previousHash().toString();
        hash = change.hash().toString();
    }

    /** The change, if the row is what was written. */
    NodeChange verified() {
        NodeChange change;
        try {
            change = toChange();
        } catch (RuntimeException e) {
            throw new BadRow("nodes_changes row " + id + " holds no change: " + e.getMessage(), e);
        }
        Bytes encoded = ChangeCodec.encode(change);
        if (ChangeCodec.crc(encoded) != crc || !new ChangeRow(change).columns().equals(columns())) {
            throw new BadRow("nodes_changes row " + id + " is not what was written (crc)");
        }
        if (!ChangeCodec.next(change.previousHash(), encoded).equals(change.hash())) {
            throw new BadRow("nodes_changes row " + id + " does not have the hash " + hash);
        }
        return change;
    }

    private NodeChange toChange() {
        return new NodeChange(
                id,
                NodeChange.Action.valueOf(action),
                NodeId.parse(nodeId),
                Optional.ofNullable(data).map(JsonText::toNode),
                CommandId.parse(commandId),
                changedAt.toInstant(),
                author,
                crc,
                ChangeHash.parse(previousHash),
                ChangeHash.parse(hash));
    }

    /** All of it, so that a text which only means the same is found too. */
    private List<Object> columns() {
        return List.of(
                id,
                action,
                nodeId,
                Optional.ofNullable(data),
                commandId,
                changedAt.toInstant(),
                author,
                crc,
                previousHash,
                hash);
    }

    static OffsetDateTime toColumn(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
