package io.arewealive.core.log;

import io.arewealive.core.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What this node promised while the nodes of a list form a cluster: its bytes behind a CRC-32C, written under another name, synced,
 * renamed. Of no use once the node belongs to a cluster.
 */
final class VowFile {

    static final String NAME = "vow";

    private static final String UNFINISHED = "vow.tmp";
    private static final int MAX_BYTES = 4096;
    private static final int CHECK_BYTES = 4;

    private VowFile() {}

    static Optional<Bytes> read(Disk disk) throws IOException {
        if (!disk.list().contains(NAME)) {
            return Optional.empty();
        }
        String file = disk.name() + "/" + NAME;
        try {
            long size = disk.size(NAME);
            if (size < CHECK_BYTES || size > MAX_BYTES) {
                throw new DamagedException(file, 0, "it has " + size + " bytes");
            }
            byte[] all = disk.read(NAME, 0, (int) size);
            byte[] body = Arrays.copyOfRange(all, CHECK_BYTES, all.length);
            if (ByteBuffer.wrap(all).getInt() != Block.check(0, 0, body, 0, body.length)) {
                throw new DamagedException(file, 0, "its checksum does not fit");
            }
            return Optional.of(Bytes.owning(body));
        } finally {
            disk.release(NAME);
        }
    }

    /** Durable when this returns. */
    static void write(Disk disk, Bytes vow) throws IOException {
        if (disk.list().contains(UNFINISHED)) {
            disk.delete(UNFINISHED);
        }
        byte[] body = vow.array();
        byte[] all = ByteBuffer.allocate(CHECK_BYTES + body.length)
                .putInt(Block.check(0, 0, body, 0, body.length))
                .put(body)
                .array();
        disk.create(UNFINISHED);
        disk.write(UNFINISHED, 0, all, 0, all.length);
        disk.force(UNFINISHED);
        disk.rename(UNFINISHED, NAME);
        disk.forceDirectory();
    }
}
