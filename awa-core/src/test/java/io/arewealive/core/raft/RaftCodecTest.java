package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RaftCodecTest {

    private static final NodeId A = new NodeId(new UUID(1, 2));
    private static final NodeId B = new NodeId(new UUID(-3, 4));
    private static final Membership JOINT = new Membership(new TreeSet<>(Set.of(A, B)), new TreeSet<>(Set.of(A)));
    private static final Entry COMMAND = new Entry(7, 3, Entry.Kind.COMMAND, Bytes.owning(new byte[] {1, 2, 3}));
    private static final Entry NOOP = new Entry(8, 4, Entry.Kind.NOOP, Bytes.EMPTY);

    static List<RaftMessage> messages() {
        return List.of(
                new RaftMessage.PreVote(1, 2, 3, 4),
                new RaftMessage.PreVoteReply(1, 2, true),
                new RaftMessage.Vote(5, 6, 4, true),
                new RaftMessage.VoteReply(5, false),
                new RaftMessage.Append(5, 1, 6, 2, 5, List.of(COMMAND, NOOP)),
                new RaftMessage.AppendReply(5, 1, 8),
                new RaftMessage.AppendRefused(5, 1, 6, 3),
                new RaftMessage.SnapshotChunk(
                        5, new SnapshotMeta(9, 4, JOINT), 3, 6, Bytes.owning(new byte[] {4, 5, 6})),
                new RaftMessage.SnapshotReply(5, 9, 6, true),
                new RaftMessage.TimeoutNow(5),
                new RaftMessage.Pull(5, 1, 2, 3, 4, 5),
                new RaftMessage.PullReply(5, 1, Optional.of(B), -1, 6, 2, 8, List.of(COMMAND, NOOP)),
                new RaftMessage.Position(5, 8));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_reads_back_equal(RaftMessage message) {
        var in = new WireReader(bytes(message));

        assertEquals(message, RaftCodec.read(in));
        in.expectEnd();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_cut_short_is_refused(RaftMessage message) {
        byte[] whole = bytes(message).array();

        for (int length = 0; length < whole.length; length++) {
            var part = Bytes.owning(Arrays.copyOf(whole, length));
            assertThrows(WireException.class, () -> RaftCodec.read(new WireReader(part)));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_with_changed_bytes_is_read_or_refused_but_nothing_else(RaftMessage message) {
        var random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = bytes(message).array().clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                RaftCodec.read(new WireReader(Bytes.owning(changed)));
            } catch (WireException expected) {
                // what a peer may cause
            }
        }
    }

    @Test
    void every_kind_of_message_is_covered_here() {
        var covered = messages().stream().map(Object::getClass).collect(Collectors.toSet());

        assertEquals(new HashSet<>(List.of(RaftMessage.class.getPermittedSubclasses())), covered);
    }

    @Test
    void a_message_keeps_its_bytes_for_ever() {
        assertEquals(
                "0a000000000000000500000000000000010000000000000002000000000000000300000000000000040000000000000005",
                hex(bytes(new RaftMessage.Pull(5, 1, 2, 3, 4, 5))));
        assertEquals(
                "05000000000000000500000000000000010000000000000008", hex(bytes(new RaftMessage.AppendReply(5, 1, 8))));
    }

    @Test
    void an_entry_takes_its_payload_and_the_stated_overhead() {
        var out = new WireWriter();
        RaftCodec.writeEntry(out, COMMAND);

        assertEquals(RaftCodec.ENTRY_OVERHEAD + 3, out.size());
        assertEquals(COMMAND, RaftCodec.readEntry(new WireReader(out.toBytes())));
    }

    @Test
    void a_membership_travels_as_an_entry() {
        var entry = new Entry(1, 1, Entry.Kind.MEMBERSHIP, RaftCodec.encode(JOINT));

        assertEquals(JOINT, RaftCodec.membershipOf(entry));
    }

    private static Bytes bytes(RaftMessage message) {
        var out = new WireWriter();
        RaftCodec.write(out, message);
        return out.toBytes();
    }

    private static String hex(Bytes bytes) {
        return java.util.HexFormat.of().formatHex(bytes.array());
    }
}
