package io.arewealive.core.raft;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts a snapshot together from its parts. Parts of one snapshot come from one sender only: two nodes may write the same state in
 * different bytes.
 */
final class SnapshotReceiver {

    private final Replica replica;
    private Optional<Partial> partial = Optional.empty();

    SnapshotReceiver(Replica replica) {
        this.replica = replica;
    }

    /** The snapshot of which this sender has sent a part; 0 if none. */
    long indexFrom(NodeId sender) {
        return partial.filter(each -> each.from.equals(sender))
                .map(each -> each.meta.index())
                .orElse(0L);
    }

    /** How much of it is here. */
    long receivedFrom(NodeId sender) {
        return partial.filter(each -> each.from.equals(sender))
                .map(each -> (long) each.received)
                .orElse(0L);
    }

    /** Takes a part; with the last one, the snapshot is on its way to the disk. */
    void receive(NodeId from, RaftMessage.SnapshotChunk chunk) {
        if (replica.isInstalling() || !isAcceptable(chunk)) {
            return;
        }
        if (!partial.map(each -> each.continues(from, chunk)).orElse(false)) {
            partial = chunk.offset() == 0 ? Optional.of(new Partial(from, chunk)) : Optional.empty();
        }
        partial.ifPresent(each -> each.add(chunk));
        if (partial.map(Partial::isComplete).orElse(false)) {
            Bytes data = Bytes.owning(partial.get().data);
            partial = Optional.empty();
            replica.install(chunk.meta(), data);
        }
    }

    private boolean isAcceptable(RaftMessage.SnapshotChunk chunk) {
        return chunk.meta().index() > replica.commit()
                && chunk.meta().term() <= chunk.term()
                && chunk.total() <= replica.timing.maxSnapshotBytes()
                && chunk.offset() <= chunk.total() - chunk.data().length()
                && (chunk.data().length() > 0 || chunk.total() == 0);
    }

    private static final class Partial {
        private final NodeId from;
        private final SnapshotMeta meta;
        private final int total;
        private byte[] data = new byte[0];
        private int received;

        private Partial(NodeId from, RaftMessage.SnapshotChunk first) {
            this.from = from;
            meta = first.meta();
            total = Math.toIntExact(first.total());
        }

        private boolean continues(NodeId sender, RaftMessage.SnapshotChunk chunk) {
            return from.equals(sender) && meta.equals(chunk.meta()) && total == chunk.total();
        }

        private void add(RaftMessage.SnapshotChunk chunk) {
            if (chunk.offset() == received) {
                int length = chunk.data().length();
                if (data.length - received < length) {
                    data = Arrays.copyOf(data, (int) Math.min(total, Math.max(2L * data.length, received + length)));
                }
                System.arraycopy(chunk.data().array(), 0, data, received, length);
                received += length;
            }
        }

        private boolean isComplete() {
            if (received < total) {
                return false;
            }
            data = data.length == total ? data : Arrays.copyOf(data, total);
            return true;
        }
    }
}
