package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.TreeSet;

/** The engine's types as bytes: on the wire and in the log's files. Reading checks every length before it allocates. */
@SuppressWarnings("EnumOrdinal") // the order of the constants is the format, and a test holds it
public final class RaftCodec {

    /** The largest payload of one entry, and the largest part of a snapshot in one message. */
    public static final int MAX_PAYLOAD = 16 << 20;

    /** The most entries in one message. */
    public static final int MAX_ENTRIES = 1 << 16;

    /** The most nodes in each set of a membership. */
    public static final int MAX_VOTERS = 64;

    /** What {@link #writeEntry} writes besides the payload. */
    public static final int ENTRY_OVERHEAD = 8 + 8 + 1 + 4;

    private static final Entry.Kind[] KINDS = Entry.Kind.values();
    private static final Tag[] TAGS = Tag.values();

    /** Append only: the ordinal is on the wire. */
    private enum Tag {
        PRE_VOTE,
        PRE_VOTE_REPLY,
        VOTE,
        VOTE_REPLY,
        APPEND,
        APPEND_REPLY,
        APPEND_REFUSED,
        SNAPSHOT_CHUNK,
        SNAPSHOT_REPLY,
        TIMEOUT_NOW,
        PULL,
        PULL_REPLY,
        POSITION
    }

    private RaftCodec() {}

    /** Writes one entry. */
    public static void writeEntry(WireWriter out, Entry entry) {
        out.i64(entry.index()).i64(entry.term()).u8(entry.kind().ordinal()).bytes(entry.payload());
    }

    /**
     * Reads one entry.
     *
     * @throws WireException if the bytes hold none
     */
    public static Entry readEntry(WireReader in) {
        return new Entry(count(in), count(in), in.constant(KINDS), in.bytes(MAX_PAYLOAD));
    }

    /** Writes a membership. */
    public static void writeMembership(WireWriter out, Membership membership) {
        out.list(membership.voters(), RaftCodec::writeNode).list(membership.outgoing(), RaftCodec::writeNode);
    }

    /**
     * Reads a membership.
     *
     * @throws WireException if the bytes hold none
     */
    public static Membership readMembership(WireReader in) {
        var voters = new TreeSet<>(in.list(MAX_VOTERS, RaftCodec::readNode));
        var outgoing = new TreeSet<>(in.list(MAX_VOTERS, RaftCodec::readNode));
        return new Membership(voters, outgoing);
    }

    /** Writes what a snapshot stands for. */
    public static void writeMeta(WireWriter out, SnapshotMeta meta) {
        out.i64(meta.index()).i64(meta.term());
        writeMembership(out, meta.membership());
    }

    /**
     * Reads what a snapshot stands for.
     *
     * @throws WireException if the bytes hold none
     */
    public static SnapshotMeta readMeta(WireReader in) {
        return new SnapshotMeta(count(in), count(in), readMembership(in));
    }

    /** A membership as an entry's payload. */
    static Bytes encode(Membership membership) {
        var out = new WireWriter();
        writeMembership(out, membership);
        return out.toBytes();
    }

    /** The membership in the payload of an entry of kind {@code MEMBERSHIP}. */
    public static Membership membershipOf(Entry entry) {
        var in = new WireReader(entry.payload());
        var membership = readMembership(in);
        in.expectEnd();
        return membership;
    }

    /** Writes one message. */
    public static void write(WireWriter out, RaftMessage message) {
        if (message instanceof RaftMessage.Append m) {
            head(out, Tag.APPEND, m).i64(m.round()).i64(m.prevIndex()).i64(m.prevTerm());
            out.i64(m.commit()).list(m.entries(), RaftCodec::writeEntry);
        } else if (message instanceof RaftMessage.AppendReply m) {
            head(out, Tag.APPEND_REPLY, m).i64(m.round()).i64(m.matched());
        } else if (message instanceof RaftMessage.AppendRefused m) {
            head(out, Tag.APPEND_REFUSED, m).i64(m.round()).i64(m.prevIndex()).i64(m.hint());
        } else if (message instanceof RaftMessage.Pull m) {
            head(out, Tag.PULL, m).i64(m.id()).i64(m.position()).i64(m.durable());
            out.i64(m.snapshotIndex()).i64(m.snapshotOffset());
        } else if (message instanceof RaftMessage.PullReply m) {
            head(out, Tag.PULL_REPLY, m).i64(m.id()).optional(m.leader(), RaftCodec::writeNode);
            out.i64(m.leaderAgeNanos()).i64(m.prevIndex()).i64(m.prevTerm());
            out.i64(m.commit()).list(m.entries(), RaftCodec::writeEntry);
        } else if (message instanceof RaftMessage.Position m) {
            head(out, Tag.POSITION, m).i64(m.durable());
        } else if (message instanceof RaftMessage.PreVote m) {
            head(out, Tag.PRE_VOTE, m).i64(m.attempt()).i64(m.lastIndex()).i64(m.lastTerm());
        } else if (message instanceof RaftMessage.PreVoteReply m) {
            head(out, Tag.PRE_VOTE_REPLY, m).i64(m.attempt()).bool(m.granted());
        } else if (message instanceof RaftMessage.Vote m) {
            head(out, Tag.VOTE, m).i64(m.lastIndex()).i64(m.lastTerm()).bool(m.transfer());
        } else if (message instanceof RaftMessage.VoteReply m) {
            head(out, Tag.VOTE_REPLY, m).bool(m.granted());
        } else if (message instanceof RaftMessage.SnapshotChunk m) {
            writeMeta(head(out, Tag.SNAPSHOT_CHUNK, m), m.meta());
            out.i64(m.offset()).i64(m.total()).bytes(m.data());
        } else if (message instanceof RaftMessage.SnapshotReply m) {
            head(out, Tag.SNAPSHOT_REPLY, m).i64(m.index()).i64(m.offset()).bool(m.installed());
        } else if (message instanceof RaftMessage.TimeoutNow m) {
            head(out, Tag.TIMEOUT_NOW, m);
        } else {
            throw new AssertionError("unhandled " + message);
        }
    }

    /**
     * Reads one message.
     *
     * @throws WireException if the bytes hold none
     */
    public static RaftMessage read(WireReader in) {
        Tag tag = in.constant(TAGS);
        long term = count(in);
        return switch (tag) {
            case PRE_VOTE -> new RaftMessage.PreVote(term, count(in), count(in), count(in));
            case PRE_VOTE_REPLY -> new RaftMessage.PreVoteReply(term, count(in), in.bool());
            case VOTE -> new RaftMessage.Vote(term, count(in), count(in), in.bool());
            case VOTE_REPLY -> new RaftMessage.VoteReply(term, in.bool());
            case APPEND ->
                new RaftMessage.Append(
                        term, count(in), count(in), count(in), count(in), in.list(MAX_ENTRIES, RaftCodec::readEntry));
            case APPEND_REPLY -> new RaftMessage.AppendReply(term, count(in), count(in));
            case APPEND_REFUSED -> new RaftMessage.AppendRefused(term, count(in), count(in), count(in));
            case SNAPSHOT_CHUNK ->
                new RaftMessage.SnapshotChunk(term, readMeta(in), count(in), count(in), in.bytes(MAX_PAYLOAD));
            case SNAPSHOT_REPLY -> new RaftMessage.SnapshotReply(term, count(in), count(in), in.bool());
            case TIMEOUT_NOW -> new RaftMessage.TimeoutNow(term);
            case PULL -> new RaftMessage.Pull(term, count(in), count(in), count(in), count(in), count(in));
            case PULL_REPLY -> readPullReply(term, in);
            case POSITION -> new RaftMessage.Position(term, count(in));
        };
    }

    private static RaftMessage readPullReply(long term, WireReader in) {
        long id = count(in);
        Optional<NodeId> leader = in.optional(RaftCodec::readNode);
        return new RaftMessage.PullReply(
                term,
                id,
                leader,
                in.i64(),
                count(in),
                count(in),
                count(in),
                in.list(MAX_ENTRIES, RaftCodec::readEntry));
    }

    private static WireWriter head(WireWriter out, Tag tag, RaftMessage message) {
        return out.u8(tag.ordinal()).i64(message.term());
    }

    private static void writeNode(WireWriter out, NodeId node) {
        out.uuid(node.value());
    }

    private static NodeId readNode(WireReader in) {
        return new NodeId(in.uuid());
    }

    /** Terms, indexes, offsets and rounds are never negative. */
    private static long count(WireReader in) {
        long value = in.i64();
        if (value < 0) {
            throw new WireException("a count is at least 0, found " + value);
        }
        return value;
    }
}
