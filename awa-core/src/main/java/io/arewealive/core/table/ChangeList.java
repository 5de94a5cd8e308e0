package io.arewealive.core.table;

import io.arewealive.node.NodeChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kept changes, ascending and without a hole; immutable, so that readers on any thread share it. Adding one copies at most one
 * block, whatever the length.
 */
public final class ChangeList {

    private static final int BLOCK = 128;
    private static final NodeChange[][] NONE = {};

    private final NodeChange[][] blocks;
    private final long floor;
    private final long first;
    private final int size;

    private ChangeList(NodeChange[][] blocks, long floor, long first, int size) {
        this.blocks = blocks;
        this.floor = floor;
        this.first = first;
        this.size = size;
    }

    /** No changes yet, the first one to come having the number {@code floor + 1}. */
    public static ChangeList after(long floor) {
        return new ChangeList(NONE, floor, floor + 1, 0);
    }

    /** These changes, the first one having the number {@code floor + 1}: what as many calls of {@link #plus} would make, at once. */
    static ChangeList of(long floor, List<NodeChange> changes) {
        NodeChange[][] blocks = new NodeChange[(changes.size() + BLOCK - 1) / BLOCK][];
        for (int i = 0; i < changes.size(); i++) {
            NodeChange change = changes.get(i);
            requireNext(change, floor + i);
            if (i % BLOCK == 0) {
                blocks[i / BLOCK] = new NodeChange[Math.min(BLOCK, changes.size() - i)];
            }
            blocks[i / BLOCK][i % BLOCK] = change;
        }
        return new ChangeList(blocks, floor, floor + 1, changes.size());
    }

    /** The version below which changes are gone: asking for what came after it still works. */
    public long floor() {
        return floor;
    }

    /** The version of the newest change, or the floor if there is none. */
    public long last() {
        return first + size - 1;
    }

    /** This list with one more. */
    public ChangeList plus(NodeChange change) {
        requireNext(change, last());
        int inLast = size % BLOCK;
        NodeChange[][] more = Arrays.copyOf(blocks, inLast == 0 ? blocks.length + 1 : blocks.length);
        NodeChange[] block = inLast == 0 ? new NodeChange[1] : Arrays.copyOf(more[more.length - 1], inLast + 1);
        block[inLast] = change;
        more[more.length - 1] = block;
        return new ChangeList(more, floor, first, size + 1);
    }

    private static void requireNext(NodeChange change, long last) {
        if (change.version() != last + 1) {
            throw new IllegalArgumentException("change " + change.version() + " does not follow " + last);
        }
    }

    /** This list without what lies at or below the new floor. */
    public ChangeList withFloor(long newFloor) {
        if (newFloor <= floor) {
            return this;
        }
        if (newFloor > last()) {
            throw new IllegalArgumentException("floor " + newFloor + " lies above the last change " + last());
        }
        int gone = (int) ((newFloor + 1 - first) / BLOCK);
        return new ChangeList(
                gone == 0 ? blocks : Arrays.copyOfRange(blocks, gone, blocks.length),
                newFloor,
                first + (long) gone * BLOCK,
                size - gone * BLOCK);
    }

    /** Up to {@code limit} changes after {@code version}, which must not lie below the floor. */
    public List<NodeChange> since(long version, int limit) {
        if (version < floor) {
            throw new IllegalArgumentException("version " + version + " lies below the floor " + floor);
        }
        int from = (int) Math.min(size, version + 1 - first);
        int to = (int) Math.min(size, (long) from + limit);
        List<NodeChange> found = new ArrayList<>(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            found.add(blocks[i / BLOCK][i % BLOCK]);
        }
        return found;
    }
}
