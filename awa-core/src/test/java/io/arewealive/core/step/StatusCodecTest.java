package io.arewealive.core.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatusCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    @Test
    void a_picture_comes_back_as_it_was() {
        ClusterStatus status = status();

        assertEquals(status, StatusCodec.decode(StatusCodec.encode(status)));
    }

    @Test
    void whatever_is_wrong_with_the_bytes_is_one_kind_of_refusal() {
        Bytes whole = StatusCodec.encode(status());
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < whole.length(); i++) {
            Bytes cut = whole.slice(0, i);
            assertThrows(WireException.class, () -> StatusCodec.decode(cut), "cut at " + i);
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = whole.slice(0, whole.length()).array().clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                StatusCodec.decode(Bytes.owning(bytes)).summary();
            } catch (WireException e) {
                assertNotNull(e.getMessage()); // refused, as it should be
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void a_claim_of_two_billion_rows_makes_no_room_for_them() {
        byte[] bytes = StatusCodec.encode(status()).array().clone();
        int at = indexOf(bytes, new byte[] {0, 0, 0, 2}); // how many nodes
        for (byte claimed : new byte[] {0x7f, (byte) 0x80, (byte) 0xff}) {
            bytes[at] = claimed;
            assertThrows(WireException.class, () -> StatusCodec.decode(Bytes.owning(bytes)));
        }
        bytes[at] = 0;
        assertEquals(status(), StatusCodec.decode(Bytes.owning(bytes)), "the place was the right one");
    }

    @Test
    void what_no_measure_can_be_is_refused() {
        byte[] bytes = StatusCodec.encode(status()).array().clone();
        byte[] latency = ByteBuffer.allocate(8).putDouble(0.25).array();
        byte[] none = ByteBuffer.allocate(8).putDouble(Double.NaN).array();
        System.arraycopy(none, 0, bytes, indexOf(bytes, latency), none.length);

        assertThrows(WireException.class, () -> StatusCodec.decode(Bytes.owning(bytes)));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private static ClusterStatus status() {
        var online = new NodeStatus(
                new NodeId(new UUID(1, 1)),
                "db-1",
                "10.0.0.1",
                7800,
                NodeState.ONLINE,
                Role.LEADER,
                Lifetime.PERMANENT,
                OptionalLong.of(7),
                OptionalLong.of(0),
                OptionalDouble.of(0.25),
                OptionalDouble.of(-1.5),
                Optional.of(NOON),
                NOON.minusSeconds(60),
                OptionalLong.of(61),
                Optional.of("0.1.0"),
                OptionalLong.of(1),
                Optional.of(new MaintenanceWindow(false, NOON, NOON.plusSeconds(60), "operator", "new disk")),
                "");
        var unknown = new NodeStatus(
                new NodeId(new UUID(1, 2)),
                "db-2",
                "::1",
                7801,
                NodeState.UNKNOWN,
                Role.NONE,
                Lifetime.EPHEMERAL,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                NOON,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "not heard yet");
        return new ClusterStatus(
                "orders",
                NOON,
                "db-1",
                new NodeId(new UUID(1, 1)),
                7,
                new ChangeHash(3, 4),
                true,
                true,
                Optional.of("db-1"),
                5,
                9,
                List.of("db-1"),
                "loopback",
                List.of(online, unknown),
                List.of(new Problem(Severity.WARNING, "db-2", "never heard — ü", "start it")));
    }
}
