package io.arewealive.core;

import io.arewealive.core.log.BackupFile;
import io.arewealive.core.log.BadBackupException;
import io.arewealive.core.log.NewHome;
import io.arewealive.core.machine.Rebirth;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** A backup that is to become a new cluster. Looking at it changes nothing. */
public final class Restoration {

    private final BackupFile backup;
    private final Rebirth rebirth;

    private Restoration(BackupFile backup, Rebirth rebirth) {
        this.backup = backup;
        this.rebirth = rebirth;
    }

    /**
     * Reads a backup, checking all of it.
     *
     * @param file its bytes
     * @throws BadBackupException if it cannot be restored, with the reason
     */
    public static Restoration of(byte[] file) {
        BackupFile backup = BackupFile.read(file);
        try {
            return new Restoration(backup, Rebirth.of(backup.state()));
        } catch (WireException e) {
            throw new BadBackupException("its state cannot be read: " + e.getMessage()
                    + "; restore it with the version that made it (" + backup.software() + "), or a newer one");
        }
    }

    /** What the file says of itself. */
    public BackupFile backup() {
        return backup;
    }

    /** How many rows of nodes there are. */
    public int nodes() {
        return rebirth.table().nodes().size();
    }

    /** How many keys there are. */
    public int keys() {
        return rebirth.keys();
    }

    /**
     * Makes the data directory of the first node of a new cluster; once.
     *
     * @param name of that node: if a row has it, the node takes that up
     * @return the new cluster's id
     * @throws io.arewealive.StartException if the directory is not empty or cannot be written; nothing is left there then
     */
    public UUID into(Path directory, String name, Instant now) {
        UUID clusterId = UUID.randomUUID();
        NodeId first = rebirth.table().find(name).map(Node::id).orElseGet(NodeId::random);
        String from = "a backup of cluster " + backup.cluster() + " (" + backup.clusterId() + ") of " + backup.time()
                + ", at index " + backup.index();
        var beginning = rebirth.begin(
                clusterId, first, backup.index(), backup.term(), from, UUID.randomUUID(), now.toEpochMilli());
        NewHome.make(directory, first, clusterId, backup.cluster(), beginning.meta(), beginning.data());
        return clusterId;
    }
}
