package io.arewealive.core.store;

import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code nodes}. */
@Entity(name = "NodeRow")
@Table(name = "nodes")
class NodeRow {

    @Id
    @Column(name = "id")
    String id = "";

    @Column(name = "name")
    String name = "";

    @Column(name = "host")
    String host = "";

    @Column(name = "port")
    int port;

    @Column(name = "lifetime")
    String lifetime = "";

    @Column(name = "votes")
    String votes = "";

    @Column(name = "witness")
    boolean witness;

    @Column(name = "claimed")
    boolean claimed;

    @Column(name = "pinned")
    boolean pinned;

    /** The newest change of this row; 0 if it is older than the kept changes. */
    @Column(name = "version")
    long version;

    @Column(name = "crc")
    int crc;

    NodeRow() {}

    NodeRow(Node node, long version) {
        id = node.id().toString();
        set(node, version);
    }

    final void set(Node node, long version) {
        name = node.name();
        host = node.host();
        port = node.port();
        lifetime = JsonText.word(node.lifetime());
        votes = JsonText.word(node.votes());
        witness = node.witness();
        claimed = node.claimed();
        pinned = node.pinned();
        this.version = version;
        crc = checksum(node);
    }

    /** The node, if the row is what was written. */
    Node verified() {
        Node node;
        try {
            node = new Node(
                    NodeId.parse(id),
                    name,
                    host,
                    port,
                    JsonText.constant(Lifetime.class, lifetime),
                    JsonText.constant(Votes.class, votes),
                    witness,
                    claimed,
                    pinned);
        } catch (RuntimeException e) {
            throw new BadRow("nodes row " + id + " holds no node: " + e.getMessage(), e);
        }
        if (checksum(node) != crc || !new NodeRow(node, version).columns().equals(columns())) {
            throw new BadRow("nodes row " + id + " is not what was written (crc)");
        }
        return node;
    }

    /** All of it, so that a text which only means the same is found too. */
    private List<Object> columns() {
        return List.of(id, name, host, port, lifetime, votes, witness, claimed, pinned, version, crc);
    }

    private int checksum(Node node) {
        var out = new WireWriter();
        ChangeCodec.writeNode(out, node);
        return ChangeCodec.crc(out.i64(version).toBytes());
    }
}
