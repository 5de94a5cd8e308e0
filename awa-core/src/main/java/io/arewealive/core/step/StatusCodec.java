package io.arewealive.core.step;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The binary form of a whole picture, for somebody who is no member. Constants travel as words, so that their order may change. */
public final class StatusCodec {

    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_WORD = 64;
    private static final int MAX_ROWS = 100_000;

    private StatusCodec() {}

    /** Writes a picture. */
    public static Bytes encode(ClusterStatus status) {
        var out = new WireWriter(4 * 1024);
        out.u8(FORMAT)
                .text(status.cluster())
                .i64(status.takenAt().toEpochMilli())
                .text(status.viewer())
                .uuid(status.viewerId().value())
                .i64(status.version())
                .i64(status.hash().high())
                .i64(status.hash().low())
                .bool(status.synced())
                .bool(status.quorum())
                .optional(status.leader(), WireWriter::text)
                .i64(status.term())
                .i64(status.epoch())
                .list(status.voters(), WireWriter::text)
                .text(status.security())
                .list(status.nodes(), StatusCodec::writeNode)
                .list(
                        status.problems(),
                        (w, problem) -> w.text(problem.severity().name())
                                .text(problem.subject())
                                .text(problem.message())
                                .text(problem.remedy()));
        return out.toBytes();
    }

    /**
     * Reads a picture.
     *
     * @throws WireException if the bytes hold none
     */
    public static ClusterStatus decode(Bytes bytes) {
        var in = new WireReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new WireException("a status of format " + format + ", this version knows " + FORMAT);
        }
        var status = new ClusterStatus(
                in.text(MAX_TEXT),
                Instant.ofEpochMilli(in.i64()),
                in.text(MAX_TEXT),
                new NodeId(in.uuid()),
                in.i64(),
                new ChangeHash(in.i64(), in.i64()),
                in.bool(),
                in.bool(),
                in.optional(r -> r.text(MAX_TEXT)),
                in.i64(),
                in.i64(),
                in.list(MAX_ROWS, r -> r.text(MAX_TEXT)),
                in.text(MAX_TEXT),
                in.list(MAX_ROWS, StatusCodec::readNode),
                in.list(
                        MAX_ROWS,
                        r -> new Problem(
                                word(Severity.class, r), r.text(MAX_TEXT), r.text(MAX_TEXT), r.text(MAX_TEXT))));
        in.expectEnd();
        return status;
    }

    private static void writeNode(WireWriter out, NodeStatus node) {
        out.uuid(node.id().value())
                .text(node.name())
                .text(node.host())
                .i32(node.port())
                .text(node.state().name())
                .text(node.role().name())
                .text(node.lifetime().name());
        whole(out, node.version());
        whole(out, node.lag());
        real(out, node.latencyMillis());
        real(out, node.clockOffsetMillis());
        out.optional(node.lastSeen(), StatusCodec::time);
        time(out, node.since());
        whole(out, node.uptimeSeconds());
        out.optional(node.software(), WireWriter::text);
        whole(out, node.protocol());
        out.optional(node.maintenance(), (w, window) -> {
            w.bool(window.wholeCluster());
            time(w, window.since());
            time(w, window.until());
            w.text(window.author()).text(window.reason());
        });
        out.text(node.reason());
    }

    private static NodeStatus readNode(WireReader in) {
        return new NodeStatus(
                new NodeId(in.uuid()),
                in.text(MAX_TEXT),
                in.text(MAX_TEXT),
                in.i32(),
                word(NodeState.class, in),
                word(Role.class, in),
                word(Lifetime.class, in),
                whole(in),
                whole(in),
                real(in),
                real(in),
                in.optional(StatusCodec::time),
                time(in),
                whole(in),
                in.optional(r -> r.text(MAX_TEXT)),
                whole(in),
                in.optional(r -> new MaintenanceWindow(r.bool(), time(r), time(r), r.text(MAX_TEXT), r.text(MAX_TEXT))),
                in.text(MAX_TEXT));
    }

    private static void time(WireWriter out, Instant time) {
        out.i64(time.toEpochMilli());
    }

    private static Instant time(WireReader in) {
        return Instant.ofEpochMilli(in.i64());
    }

    private static void whole(WireWriter out, OptionalLong value) {
        out.bool(value.isPresent()).i64(value.orElse(0));
    }

    private static OptionalLong whole(WireReader in) {
        boolean there = in.bool();
        long value = in.i64();
        return there ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static void real(WireWriter out, OptionalDouble value) {
        out.bool(value.isPresent()).i64(Double.doubleToLongBits(value.orElse(0)));
    }

    private static OptionalDouble real(WireReader in) {
        boolean there = in.bool();
        double value = Double.longBitsToDouble(in.i64());
        if (!Double.isFinite(value)) {
            throw new WireException("a measure of " + value);
        }
        return there ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static <E extends Enum<E>> E word(Class<E> type, WireReader in) {
        String word = in.text(MAX_WORD);
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException e) {
            throw new WireException("there is no " + type.getSimpleName() + " " + word);
        }
    }
}
