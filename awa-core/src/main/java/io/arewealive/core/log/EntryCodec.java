package io.arewealive.core.log;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How entries and memberships stand in the files. A change here is a new format version. */
@SuppressWarnings("EnumOrdinal") // the order of the constants is the format
final class EntryCodec {

    private static final int MAX_PAYLOAD = 64 << 20;
    private static final int MAX_VOTERS = 100;

    private EntryCodec() {}

    static void write(WireWriter out, Entry entry) {
        out.i64(entry.index()).i64(entry.term()).u8(entry.kind().ordinal()).bytes(entry.payload());
    }

    static Entry read(WireReader in) {
        return new Entry(in.i64(), in.i64(), in.constant(Entry.Kind.values()), in.bytes(MAX_PAYLOAD));
    }

    static void writeMembership(WireWriter out, Membership membership) {
        out.list(membership.voters(), (to, voter) -> to.uuid(voter.value()));
        out.list(membership.outgoing(), (to, voter) -> to.uuid(voter.value()));
    }

    static Membership readMembership(WireReader in) {
        return new Membership(readNodes(in), readNodes(in));
    }

    private static SortedSet<NodeId> readNodes(WireReader in) {
        List<NodeId> nodes = in.list(MAX_VOTERS, from -> new NodeId(from.uuid()));
        return new TreeSet<>(nodes);
    }
}
