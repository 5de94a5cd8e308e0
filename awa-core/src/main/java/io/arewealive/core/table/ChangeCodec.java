package io.arewealive.core.table;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeChange.Action;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The one binary form of rows and changes: what is hashed, sent and kept in snapshots. Changing it changes every hash, so it has a
 * format byte in front.
 */
public final class ChangeCodec {

    private static final int FORMAT = 1;
    private static final int MAX_AUTHOR = 256;

    private ChangeCodec() {}

    /** The bytes that a change's CRC and hash stand for. */
    public static Bytes encode(
            long version,
            Action action,
            NodeId nodeId,
            Optional<Node> data,
            CommandId commandId,
            Instant time,
            String author) {
        return new WireWriter(160)
                .u8(FORMAT)
                .i64(version)
                .u8(code(action))
                .uuid(nodeId.value())
                .optional(data, ChangeCodec::writeNode)
                .uuid(commandId.value())
                .i64(time.toEpochMilli())
                .text(author)
                .toBytes();
    }

    /** The same bytes, from a change that is there already. */
    public static Bytes encode(NodeChange change) {
        return encode(
                change.version(),
                change.action(),
                change.nodeId(),
                change.data(),
                change.commandId(),
                change.time(),
                change.author());
    }

    /** Makes the change with its CRC and hash. */
    static NodeChange seal(
            long version,
            Action action,
            NodeId nodeId,
            Optional<Node> data,
            CommandId commandId,
            Instant time,
            String author,
            ChangeHash previous) {
        Bytes encoded = encode(version, action, nodeId, data, commandId, time, author);
        return new NodeChange(
                version,
                action,
                nodeId,
                data,
                commandId,
                time,
                author,
                crc(encoded),
                previous,
                next(previous, encoded));
    }

    /** CRC-32C. */
    public static int crc(Bytes encoded) {
        var crc = new CRC32C();
        crc.update(encoded.array(), 0, encoded.length());
        return (int) crc.getValue();
    }

    /** The hash of the list with this change at its end: the first 128 bits of SHA-256 over the hash before and the change. */
    public static ChangeHash next(ChangeHash previous, Bytes encoded) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(new WireWriter(16)
                    .i64(previous.high())
                    .i64(previous.low())
                    .toBytes()
                    .array());
            var digest = new WireReader(Bytes.owning(sha.digest(encoded.array())));
            return new ChangeHash(digest.i64(), digest.i64());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A whole change, hash and all. */
    public static void writeChange(WireWriter out, NodeChange change) {
        out.bytes(encode(change));
        writeHash(out, change.previousHash());
        writeHash(out, change.hash());
    }

    /** Reads what {@link #writeChange} wrote. */
    public static NodeChange readChange(WireReader in) {
        Bytes encoded = in.bytes(4096);
        var body = new WireReader(encoded);
        if (body.u8() != FORMAT) {
            throw new WireException("a change of an unknown format");
        }
        long version = body.i64();
        Action action = action(body.u8());
        var nodeId = new NodeId(body.uuid());
        Optional<Node> data = body.optional(ChangeCodec::readNode);
        var commandId = new CommandId(body.uuid());
        Instant time = Instant.ofEpochMilli(body.i64());
        String author = body.text(MAX_AUTHOR);
        body.expectEnd();
        return new NodeChange(
                version, action, nodeId, data, commandId, time, author, crc(encoded), readHash(in), readHash(in));
    }

    /** A row. */
    public static void writeNode(WireWriter out, Node node) {
        out.uuid(node.id().value())
                .text(node.name())
                .text(node.host())
                .i32(node.port())
                .bool(node.lifetime() == Lifetime.EPHEMERAL)
                .u8(code(node.votes()))
                .bool(node.witness())
                .bool(node.claimed())
                .bool(node.pinned());
    }

    /** Reads what {@link #writeNode} wrote. */
    public static Node readNode(WireReader in) {
        try {
            return new Node(
                    new NodeId(in.uuid()),
                    in.text(Node.MAX_NAME),
                    in.text(Node.MAX_HOST),
                    in.i32(),
                    in.bool() ? Lifetime.EPHEMERAL : Lifetime.PERMANENT,
                    votes(in.u8()),
                    in.bool(),
                    in.bool(),
                    in.bool());
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }

    /** Sixteen bytes. */
    public static void writeHash(WireWriter out, ChangeHash hash) {
        out.i64(hash.high()).i64(hash.low());
    }

    /** Reads what {@link #writeHash} wrote. */
    public static ChangeHash readHash(WireReader in) {
        return new ChangeHash(in.i64(), in.i64());
    }

    /** The first two are what older versions wrote as no and yes. */
    private static int code(Votes votes) {
        return switch (votes) {
            case AUTO -> 0;
            case NEVER -> 1;
            case ADDED -> 2;
            case REMOVED -> 3;
        };
    }

    private static Votes votes(int code) {
        return switch (code) {
            case 0 -> Votes.AUTO;
            case 1 -> Votes.NEVER;
            case 2 -> Votes.ADDED;
            case 3 -> Votes.REMOVED;
            default -> throw new WireException("there is no kind of vote number " + code);
        };
    }

    private static int code(Action action) {
        return switch (action) {
            case CREATE -> 1;
            case UPDATE -> 2;
            case DELETE -> 3;
        };
    }

    private static Action action(int code) {
        return switch (code) {
            case 1 -> Action.CREATE;
            case 2 -> Action.UPDATE;
            case 3 -> Action.DELETE;
            default -> throw new WireException("there is no action number " + code);
        };
    }
}
