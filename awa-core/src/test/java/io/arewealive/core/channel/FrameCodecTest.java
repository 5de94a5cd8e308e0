package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.NodeId;
import java.nio.ByteBuffer;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames as bytes. */
class FrameCodecTest {

    private static final int LENGTH_AT = FrameCodec.OVERHEAD - 4;

    @Property
    void what_was_written_is_read(@ForAll long a, @ForAll long b, @ForAll boolean greeting, @ForAll byte[] body) {
        Frame frame = new Frame(greeting, new UUID(a, b), new NodeId(new UUID(b, a)), a ^ b, Bytes.owning(body));

        byte[] bytes = FrameCodec.encode(frame);

        assertEquals(FrameCodec.OVERHEAD + body.length, bytes.length);
        assertTrue(FrameCodec.looksLikeFrame(bytes, 0, bytes.length));
        assertEquals(frame, FrameCodec.decode(bytes, 0, bytes.length));
    }

    @Property
    void any_bytes_are_a_frame_or_refused(@ForAll byte[] bytes) {
        decodeOrRefuse(bytes);
    }

    @Property
    void a_frame_with_one_changed_byte_is_a_frame_or_refused(
            @ForAll @Size(max = 64) byte[] body, @ForAll @IntRange(max = 113) int at, @ForAll byte value) {
        byte[] bytes = FrameCodec.encode(frame(body));
        bytes[at % bytes.length] = value;

        decodeOrRefuse(bytes);
    }

    @Property
    void a_frame_that_was_cut_is_refused(@ForAll @Size(max = 64) byte[] body, @ForAll @IntRange(max = 113) int at) {
        byte[] bytes = FrameCodec.encode(frame(body));

        assertThrows(WireException.class, () -> FrameCodec.decode(bytes, 0, at % bytes.length));
    }

    @Test
    void a_frame_of_another_version_is_refused_as_such() {
        byte[] bytes = FrameCodec.encode(frame(new byte[3]));
        bytes[4] = 2;

        WireException refused = assertThrows(WireException.class, () -> FrameCodec.decode(bytes, 0, bytes.length));

        assertEquals("another protocol: version 2, this node speaks 1", refused.getMessage());
    }

    @Test
    void a_length_above_the_limit_is_refused_before_room_is_made() {
        byte[] bytes = FrameCodec.encode(frame(new byte[3]));
        ByteBuffer.wrap(bytes).putInt(LENGTH_AT, Integer.MAX_VALUE);

        assertThrows(WireException.class, () -> FrameCodec.decode(bytes, 0, bytes.length));
    }

    @Test
    void a_body_above_the_limit_is_not_sent() {
        Frame frame = frame(new byte[FrameCodec.MAX_BODY + 1]);

        assertThrows(IllegalArgumentException.class, () -> FrameCodec.encode(frame));
    }

    private static Frame frame(byte[] body) {
        return new Frame(false, new UUID(1, 2), new NodeId(new UUID(3, 4)), 5, Bytes.owning(body));
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            byte[] again = FrameCodec.encode(FrameCodec.decode(bytes, 0, bytes.length));
            assertEquals(ByteBuffer.wrap(bytes), ByteBuffer.wrap(again));
        } catch (WireException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }
}
