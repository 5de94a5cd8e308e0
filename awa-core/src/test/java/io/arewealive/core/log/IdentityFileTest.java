package io.arewealive.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityFileTest {

    private static final Identity NODE =
            new Identity(LogModel.A, Optional.of(new UUID(5, 6)), "Ärger = 7", io.arewealive.core.raft.Epoch.FIRST, 41);

    @Test
    void it_is_read_as_it_was_written() throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        assertEquals(Optional.empty(), IdentityFile.read(disk));

        new IdentityFile(NODE, true).write(disk);
        disk.crash();
        assertEquals(Optional.of(new IdentityFile(NODE, true)), IdentityFile.read(disk));

        IdentityFile fresh = new IdentityFile(Identity.mint("orders"), false);
        fresh.write(disk);
        disk.crash();
        assertEquals(Optional.of(fresh), IdentityFile.read(disk));
    }

    @Test
    void a_crash_leaves_the_old_one_or_the_new_one() throws IOException {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SimDisk disk = new SimDisk(random.split());
            IdentityFile old = new IdentityFile(NODE, true);
            IdentityFile next = new IdentityFile(NODE.started(), true);
            old.write(disk);
            disk.crashAfter(random.nextInt(6));
            boolean written = false;
            try {
                next.write(disk);
                written = true;
            } catch (SimDisk.Crash e) {
                // at any of its operations
            }
            disk.crash();

            IdentityFile found = IdentityFile.read(disk).orElseThrow();
            assertTrue(found.equals(next) || (!written && found.equals(old)), "seed " + seed + " " + found);
            next.write(disk);
        }
    }

    @Test
    void each_flipped_bit_is_found() throws IOException {
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        new IdentityFile(NODE, true).write(disk);
        int length = (int) disk.size(IdentityFile.NAME);
        for (int bit = 0; bit < length * 8; bit++) {
            disk.flip(IdentityFile.NAME, bit / 8, 1 << bit % 8);
            assertThrows(DamagedException.class, () -> IdentityFile.read(disk), "bit " + bit);
            disk.flip(IdentityFile.NAME, bit / 8, 1 << bit % 8);
        }
    }

    @Test
    void a_later_epoch_is_kept_and_keeps_older_software_out() throws IOException {
        var epoch = io.arewealive.core.raft.Epoch.FIRST.next(new UUID(8, 9));
        SimDisk disk = new SimDisk(new SplittableRandom(1));

        new IdentityFile(NODE.withEpoch(epoch), true).write(disk);

        assertEquals(epoch, IdentityFile.read(disk).orElseThrow().identity().epoch());
        byte[] bytes = disk.read(IdentityFile.NAME, 0, (int) disk.size(IdentityFile.NAME));
        assertTrue(new String(bytes, StandardCharsets.UTF_8).contains("\nformat = 2\n"));
    }

    @Test
    void a_newer_version_is_refused() {
        String text = "format = 3\nnode = " + NodeId.random() + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String check = "check = %08x\n".formatted(Block.check(0, 0, bytes, 0, bytes.length));
        SimDisk disk = new SimDisk(new SplittableRandom(1));
        disk.put(IdentityFile.NAME, (text + check).getBytes(StandardCharsets.UTF_8));

        NewerFormatException e = assertThrows(NewerFormatException.class, () -> IdentityFile.read(disk));

        assertTrue(e.getMessage().contains("format version 3"), e::getMessage);
    }

    @Test
    void a_cluster_name_is_one_line() {
        assertThrows(IllegalArgumentException.class, () -> Identity.mint("a\nnode = b"));
        assertThrows(IllegalArgumentException.class, () -> Identity.mint(" "));
    }
}
