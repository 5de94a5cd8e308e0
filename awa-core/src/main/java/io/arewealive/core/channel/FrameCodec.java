package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.node.NodeId;
import java.nio.ByteBuffer;

/**
 * Frames as bytes, big-endian: magic (4), protocol version (1), flags (1), cluster id (16), sender (16), incarnation (8), length of
 * the body (4), body. A change of this layout raises the version.
 */
final class FrameCodec {

    /** What every frame begins with: "AWAf". */
    static final int MAGIC = 0x41574166;

    /** The version of the layout and of everything in the bodies. */
    static final int VERSION = 1;

    /** The largest body. */
    static final int MAX_BODY = 4 << 20;

    /** The bytes around a body. */
    static final int OVERHEAD = 4 + 1 + 1 + 16 + 16 + 8 + 4;

    private static final int GREETING = 1;

    private FrameCodec() {}

    static byte[] encode(Frame frame) {
        Bytes body = frame.body();
        if (body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "a body of " + body.length() + " bytes is above the limit of " + MAX_BODY + "; send it in parts");
        }
        return ByteBuffer.allocate(OVERHEAD + body.length()) // of the right size at once: bodies may be large
                .putInt(MAGIC)
                .put((byte) VERSION)
                .put((byte) (frame.greeting() ? GREETING : 0))
                .putLong(frame.clusterId().getMostSignificantBits())
                .putLong(frame.clusterId().getLeastSignificantBits())
                .putLong(frame.from().value().getMostSignificantBits())
                .putLong(frame.from().value().getLeastSignificantBits())
                .putLong(frame.incarnation())
                .putInt(body.length())
                .put(body.array())
                .array();
    }

    /** Whether these bytes claim to be a frame. */
    static boolean looksLikeFrame(byte[] data, int offset, int length) {
        return length >= 4
                && data[offset] == (byte) (MAGIC >>> 24)
                && data[offset + 1] == (byte) (MAGIC >>> 16)
                && data[offset + 2] == (byte) (MAGIC >>> 8)
                && data[offset + 3] == (byte) MAGIC;
    }

    /**
     * Reads one frame that fills the range.
     *
     * @throws WireException if the bytes are none, with the rule they break
     */
    static Frame decode(byte[] data, int offset, int length) {
        WireReader in = new WireReader(data, offset, length);
        int magic = in.i32();
        if (magic != MAGIC) {
            throw new WireException("no frame: begins with " + Integer.toHexString(magic));
        }
        int version = in.u8();
        if (version != VERSION) {
            throw new WireException("another protocol: version " + version + ", this node speaks " + VERSION);
        }
        int flags = in.u8();
        if ((flags & ~GREETING) != 0) {
            throw new WireException("unknown flags " + Integer.toHexString(flags));
        }
        Frame frame =
                new Frame((flags & GREETING) != 0, in.uuid(), new NodeId(in.uuid()), in.i64(), in.bytes(MAX_BODY));
        in.expectEnd();
        return frame;
    }
}
