package io.arewealive.core.machine;

import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;

/**
 * How far a node is known to have come.
 *
 * @param incarnation of its last start; 0 if none is known
 * @param applied the highest index of the log that it said it had applied: it is in its log for ever, in this epoch
 */
record Seen(long incarnation, long applied) {

    static final Seen NOTHING = new Seen(0, 0);

    Seen and(Seen other) {
        return new Seen(Math.max(incarnation, other.incarnation), Math.max(applied, other.applied));
    }

    void write(WireWriter out) {
        out.i64(incarnation).i64(applied);
    }

    static Seen read(WireReader in) {
        return new Seen(in.i64(), in.i64());
    }
}
