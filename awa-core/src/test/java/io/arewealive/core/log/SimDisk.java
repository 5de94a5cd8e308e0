package io.arewealive.core.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory that fails as the seed wants: {@link #crash()} loses, tears and reorders what was not synced. A sector of
 * 512 bytes is written whole or not at all; a file that grew may end at any byte between its synced and its new length; each
 * unsynced change of a name stays or is lost by itself. A sync that fails leaves pages that look written and will never be.
 */
public final class SimDisk implements Disk {

    private static final int SECTOR = 512;

    /** The machine died at this operation; call {@link #crash()} and open everything anew. */
    public static final class Crash extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    private static final class Content {
        private byte[] live = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();

        private Content copy() {
            Content other = new Content();
            other.live = live.clone();
            other.durable = durable.clone();
            other.dirty.or(dirty);
            return other;
        }
    }

    /** A name points to a content from now on, or to nothing. */
    private record NameChange(
            String gone, String made, @Nullable Content content) {}

    private final RandomGenerator random;
    private Map<String, Content> names = new TreeMap<>();
    private final Map<String, Content> durableNames = new HashMap<>();
    private final List<NameChange> nameChanges = new ArrayList<>();
    private long operations;
    private long failAt = -1;
    private long crashAt = -1;
    private long capacity = Long.MAX_VALUE;
    private long reads;
    private long failReadAt = -1;
    private String struck = "";

    /** With the random source that chooses what a crash leaves. */
    public SimDisk(RandomGenerator random) {
        this.random = random;
    }

    /** Another one that holds the same, to see what another fate would have made of it. */
    public SimDisk copy(RandomGenerator luck) {
        SimDisk other = new SimDisk(luck);
        IdentityHashMap<Content, Content> copies = new IdentityHashMap<>();
        UnaryOperator<Content> copied = content -> copies.computeIfAbsent(content, Content::copy);
        names.forEach((name, content) -> other.names.put(name, copied.apply(content)));
        durableNames.forEach((name, content) -> other.durableNames.put(name, copied.apply(content)));
        nameChanges.forEach(change -> other.nameChanges.add(new NameChange(
                change.gone(), change.made(), change.content() == null ? null : copied.apply(change.content()))));
        return other;
    }

    /** All that was not synced is lost, torn or reordered; what is left can be opened again. */
    public void crash() {
        disarm();
        int luck = random.nextInt(4);
        for (NameChange change : nameChanges) {
            if (luck == 0 || (luck > 1 && random.nextBoolean())) {
                carryOut(change, durableNames);
            }
        }
        nameChanges.clear();
        names = new TreeMap<>(durableNames);
        names.values().forEach(this::settleAfterCrash);
    }

    /** The process ended, the machine did not: all that was written is there. */
    public void kill() {
        disarm();
    }

    /** The operation after this many fails with an {@code IOException}, half done. */
    public void failAfter(int more) {
        failAt = operations + more + 1;
    }

    /** The machine dies in the operation after this many. */
    public void crashAfter(int more) {
        crashAt = operations + more + 1;
    }

    /** The reading operation after this many fails with an {@code IOException}. */
    public void failReadAfter(int more) {
        failReadAt = reads + more + 1;
    }

    /** No failure is planned any more. */
    public void disarm() {
        failAt = -1;
        crashAt = -1;
        failReadAt = -1;
    }

    /** The operation that failed, or at which the machine died, the last time; empty if none has. */
    public String struck() {
        return struck;
    }

    /** How many bytes all files together may hold. */
    public void limit(long bytes) {
        capacity = bytes;
    }

    /** How many writing operations there were so far. */
    public long operations() {
        return operations;
    }

    /** Changes a byte behind everybody's back. */
    public void flip(String file, int offset, int mask) {
        Content content = names.get(file);
        content.live[offset] ^= (byte) mask;
        content.durable[offset] ^= (byte) mask;
    }

    /** Puts a file there, durable. */
    public void put(String file, byte[] bytes) {
        Content content = new Content();
        content.live = bytes.clone();
        content.durable = bytes.clone();
        names.put(file, content);
        durableNames.put(file, content);
    }

    /** What a file holds now. */
    public byte[] get(String file) {
        return names.get(file).live.clone();
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public List<String> list() throws IOException {
        read("list");
        return List.copyOf(names.keySet());
    }

    @Override
    public void create(String file) throws IOException {
        boolean fails = step();
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file);
        }
        if (!fails || random.nextBoolean()) {
            change(new NameChange(file, file, new Content()));
        }
        end(fails, "create " + file);
    }

    @Override
    public long size(String file) throws IOException {
        read("size of " + file);
        return content(file).live.length;
    }

    @Override
    public byte[] read(String file, long offset, int length) throws IOException {
        read("read " + file);
        Content content = content(file);
        if (offset + length > content.live.length) {
            throw new EOFException(file + " ends at byte " + content.live.length);
        }
        return Arrays.copyOfRange(content.live, (int) offset, (int) offset + length);
    }

    @Override
    public void write(String file, long offset, byte[] source, int from, int length) throws IOException {
        boolean fails = step();
        Content content = content(file);
        int whole = (int) Math.min(length, Math.max(0, content.live.length + free() - offset));
        int done = fails ? wholeSectors(offset, random.nextInt(length + 1)) : whole;
        int end = (int) offset + Math.min(done, whole);
        if (end > content.live.length) {
            content.live = Arrays.copyOf(content.live, end);
        }
        if (end > offset) {
            System.arraycopy(source, from, content.live, (int) offset, end - (int) offset);
            content.dirty.set((int) offset / SECTOR, (end + SECTOR - 1) / SECTOR);
        }
        end(fails, "write " + file);
        if (whole < length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void force(String file) throws IOException {
        boolean fails = step();
        Content content = content(file);
        if (fails && crashAt == operations) {
            end(true, "force " + file);
        }
        settle(content, fails ? Luck.random(random) : Luck.ALL);
        content.dirty.clear(); // after a failure, too: the system believes that it has written them
        end(fails, "force " + file);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        boolean fails = step();
        Content content = content(from);
        if (!fails || random.nextBoolean()) {
            change(new NameChange(from, to, content));
        }
        end(fails, "rename " + from);
    }

    @Override
    public void delete(String file) throws IOException {
        boolean fails = step();
        content(file);
        if (!fails || random.nextBoolean()) {
            change(new NameChange(file, file, null));
        }
        end(fails, "delete " + file);
    }

    @Override
    public void forceDirectory() throws IOException {
        boolean fails = step();
        if (!fails) {
            nameChanges.forEach(change -> carryOut(change, durableNames));
            nameChanges.clear();
        }
        end(fails, "force the directory");
    }

    @Override
    public void release(String file) {
        // nothing is held open
    }

    @Override
    public void close() {
        // stays as it is, for the next one who opens it
    }

    private boolean step() {
        operations++;
        return operations == failAt || operations == crashAt;
    }

    private void read(String what) throws IOException {
        reads++;
        if (reads == failReadAt) {
            struck = what;
            throw new IOException("injected: " + what);
        }
    }

    private void end(boolean fails, String what) throws IOException {
        if (!fails) {
            return;
        }
        struck = what;
        if (operations == crashAt) {
            throw new Crash();
        }
        throw new IOException("injected: " + what);
    }

    private void change(NameChange change) {
        nameChanges.add(change);
        carryOut(change, names);
    }

    private static void carryOut(NameChange change, Map<String, Content> where) {
        where.remove(change.gone());
        if (change.content() != null) {
            where.put(change.made(), change.content());
        }
    }

    private void settleAfterCrash(Content content) {
        byte[] before = content.durable;
        int grown = content.live.length - before.length;
        settle(content, Luck.random(random));
        if (grown > 0) {
            int luck = random.nextInt(3);
            int kept = luck == 0 ? 0 : luck == 1 ? grown : random.nextInt(grown);
            content.durable = Arrays.copyOf(content.durable, before.length + kept);
        }
        content.dirty.clear();
        content.live = content.durable.clone();
    }

    /** Lets the unsynced sectors that are lucky reach the disk. */
    private void settle(Content content, Luck luck) {
        byte[] durable = content.durable.length == content.live.length
                ? content.durable
                : Arrays.copyOf(content.durable, content.live.length);
        int first = random.nextInt(content.dirty.cardinality() + 1);
        for (int sector = content.dirty.nextSetBit(0); sector >= 0; sector = content.dirty.nextSetBit(sector + 1)) {
            boolean kept = switch (luck) {
                case ALL -> true;
                case NONE -> false;
                case FIRST -> first-- > 0;
                case SOME -> random.nextBoolean();
            };
            if (kept) {
                int from = sector * SECTOR;
                System.arraycopy(content.live, from, durable, from, Math.min(SECTOR, durable.length - from));
            }
        }
        content.durable = durable;
    }

    private enum Luck {
        ALL,
        NONE,
        FIRST,
        SOME;

        private static final List<Luck> VALUES = List.of(values());

        static Luck random(RandomGenerator random) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
    }

    private static int wholeSectors(long offset, int length) {
        long end = (offset + length) / SECTOR * SECTOR;
        return (int) Math.max(0, end - offset);
    }

    private long free() {
        long used = names.values().stream()
                .mapToLong(content -> content.live.length)
                .sum();
        return capacity - used;
    }

    private Content content(String file) throws IOException {
        Content content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file);
        }
        return content;
    }
}
