package io.arewealive.core.step;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node of a founding list has promised while the list agrees on a founder; on its disk before anybody hears of it.
 *
 * @param promised no ballot below this one is listened to
 * @param accepted the founding it agreed to last, if it agreed to one
 */
public record Vow(Ballot promised, Optional<Accepted> accepted) {

    /** Nothing is promised. */
    public static final Vow NONE = new Vow(new Ballot(0, new NodeId(new UUID(0, 0))), Optional.empty());

    private static final int FORMAT = 1;

    /** An attempt to agree; attempts of all nodes are in one order. */
    public record Ballot(long round, NodeId by) implements Comparable<Ballot> {
        @Override
        public int compareTo(Ballot other) {
            int byRound = Long.compare(round, other.round);
            return byRound != 0 ? byRound : by.compareTo(other.by);
        }

        void write(WireWriter out) {
            out.i64(round).uuid(by.value());
        }

        static Ballot read(WireReader in) {
            return new Ballot(in.i64(), new NodeId(in.uuid()));
        }
    }

    /** Which node founds which cluster. */
    public record Choice(NodeId founder, UUID clusterId) {

        void write(WireWriter out) {
            out.uuid(founder.value()).uuid(clusterId);
        }

        static Choice read(WireReader in) {
            return new Choice(new NodeId(in.uuid()), in.uuid());
        }
    }

    /** A choice that was agreed to, and in which ballot. */
    public record Accepted(Ballot ballot, Choice choice) {

        void write(WireWriter out) {
            ballot.write(out);
            choice.write(out);
        }

        static Accepted read(WireReader in) {
            return new Accepted(Ballot.read(in), Choice.read(in));
        }
    }

    /** For the disk. */
    public Bytes encode() {
        var out = new WireWriter().u8(FORMAT);
        promised.write(out);
        out.optional(accepted, (w, each) -> each.write(w));
        return out.toBytes();
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws WireException if the bytes hold none
     */
    public static Vow decode(Bytes bytes) {
        var in = new WireReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new WireException("a promise of format " + format + ", this version knows " + FORMAT);
        }
        var vow = new Vow(Ballot.read(in), in.optional(Accepted::read));
        in.expectEnd();
        return vow;
    }
}
