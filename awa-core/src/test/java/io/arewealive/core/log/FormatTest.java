package io.arewealive.core.log;

import static io.arewealive.core.log.FileLogContract.append;
import static io.arewealive.core.log.FileLogContract.bytes;
import static io.arewealive.core.log.FileLogContract.entries;
import static io.arewealive.core.log.FileLogContract.persist;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.core.raft.Entry;
import io.arewealive.core.raft.HardState;
import io.arewealive.core.raft.Membership;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.Recovered;
import io.arewealive.core.raft.SnapshotMeta;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A data directory of the first release, kept for ever: every later release reads it. If a test here fails, the format has changed:
 * it then needs a new version number, and a directory of its own beside this one.
 */
class FormatTest {

    private static final String KEPT = "/data-directories/format-1/";
    private static final LogOptions SMALL = new LogOptions(4 << 10, 4 << 10);
    private static final Identity IDENTITY =
            new Identity(LogModel.A, Optional.of(new UUID(7, 8)), "orders", io.arewealive.core.raft.Epoch.FIRST, 3);
    private static final HardState VOTED = new HardState(3, Optional.of(LogModel.B));
    private static final SnapshotMeta SNAPSHOT = new SnapshotMeta(
            10,
            2,
            new Membership(
                    Membership.of(Set.of(LogModel.A, LogModel.B)).voters(),
                    Membership.of(Set.of(LogModel.A)).voters()));
    private static final List<Entry> ENTRIES = makeEntries();

    @Test
    void the_identity_of_the_first_format_is_read() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        copy("identity", disk);

        assertEquals(Optional.of(new IdentityFile(IDENTITY, true)), IdentityFile.read(disk));
    }

    @Test
    void a_log_of_the_first_format_is_read_and_goes_on() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        for (String file : writtenToday().list()) {
            copy("log/" + file, disk);
        }

        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            assertEquals(new Recovered(VOTED, 12, SNAPSHOT, bytes(70_000), ENTRIES), log.recovered());
            log.persist(append(entries(30, 31, 3)));
            assertEquals(31, log.status().lastIndex());
        }
    }

    @Test
    void what_is_written_today_is_the_first_format_byte_by_byte() throws IOException {
        Disk today = writtenToday();
        for (String file : today.list()) {
            assertArrayEquals(kept("log/" + file), today.read(file, 0, (int) today.size(file)), file);
        }
        assertEquals(5, today.list().size());

        MemoryDisk disk = new MemoryDisk();
        new IdentityFile(IDENTITY, true).write(disk);
        assertArrayEquals(kept("identity"), disk.read(IdentityFile.NAME, 0, (int) disk.size(IdentityFile.NAME)));
    }

    /** Uses each kind of record. */
    private static Disk writtenToday() throws IOException {
        MemoryDisk disk = new MemoryDisk();
        try (FileLog log = FileLog.open(disk, SMALL, () -> 0)) {
            log.persist(persist(
                    Optional.of(new HardState(1, Optional.empty())), OptionalLong.empty(), entries(1, 5, 1), 2));
            log.persist(persist(
                    Optional.of(new HardState(2, Optional.of(LogModel.A))), OptionalLong.of(3), entries(4, 4, 2), 3));
            log.installSnapshot(new RaftEffect.PersistSnapshot(0, SNAPSHOT, bytes(70_000), true));
            log.persist(persist(Optional.of(VOTED), OptionalLong.empty(), ENTRIES.subList(0, 4), 12));
            for (Entry entry : ENTRIES.subList(4, ENTRIES.size())) {
                log.persist(append(List.of(entry)));
            }
        }
        return disk;
    }

    private static List<Entry> makeEntries() {
        WireWriter membership = new WireWriter();
        RaftCodec.writeMembership(membership, SNAPSHOT.membership());
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(11, 3, Entry.Kind.NOOP, Bytes.EMPTY));
        entries.add(new Entry(12, 3, Entry.Kind.MEMBERSHIP, membership.toBytes()));
        entries.add(new Entry(13, 3, Entry.Kind.COMMAND, Bytes.owning(new byte[1200])));
        entries.addAll(entries(14, 29, 3));
        return entries;
    }

    private static void copy(String file, MemoryDisk to) throws IOException {
        byte[] contents = kept(file);
        String name = Path.of(file).getFileName().toString();
        to.create(name);
        to.write(name, 0, contents, 0, contents.length);
    }

    private static byte[] kept(String file) throws IOException {
        try (InputStream in = FormatTest.class.getResourceAsStream(KEPT + file)) {
            if (in == null) {
                throw new IOException("no " + file + " is kept");
            }
            return in.readAllBytes();
        }
    }

    /** Writes the directory of a new format, once. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Files.createDirectories(directory.resolve("log"));
        Disk today = writtenToday();
        for (String file : today.list()) {
            Files.write(directory.resolve("log").resolve(file), today.read(file, 0, (int) today.size(file)));
        }
        try (RealDisk disk = new RealDisk(directory)) {
            new IdentityFile(IDENTITY, true).write(disk);
        }
    }
}
