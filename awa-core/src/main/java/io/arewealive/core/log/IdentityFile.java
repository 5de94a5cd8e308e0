package io.arewealive.core.log;

import io.arewealive.core.raft.Epoch;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity as a small text, written under another name, synced, renamed. Its last line is a check over all before it.
 *
 * @param identity who the node is
 * @param hasLog whether a log was ever opened, so that one that is missing later is noticed
 */
record IdentityFile(Identity identity, boolean hasLog) {

    static final String NAME = "identity";
    /** Written as 1 in the first epoch: older software can go on there, and must not in a later one, whose log is elsewhere. */
    static final int VERSION = 2;

    private static final String UNFINISHED = "identity.tmp";
    private static final int MAX_BYTES = 4096;
    private static final String CHECK = "check = ";

    static Optional<IdentityFile> read(Disk disk) throws IOException {
        if (!disk.list().contains(NAME)) {
            return Optional.empty();
        }
        String file = disk.name() + "/" + NAME;
        try {
            long size = disk.size(NAME);
            if (size > MAX_BYTES) {
                throw new DamagedException(file, 0, "it has " + size + " bytes, an identity has at most " + MAX_BYTES);
            }
            String text = new String(disk.read(NAME, 0, (int) size), StandardCharsets.UTF_8);
            return Optional.of(parse(file, text));
        } finally {
            disk.release(NAME);
        }
    }

    /** Durable when this returns. */
    void write(Disk disk) throws IOException {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        NewFile.make(disk, UNFINISHED, NAME, file -> disk.write(file, 0, text, 0, text.length));
    }

    private String text() {
        StringBuilder text = new StringBuilder()
                .append("# Who this node is. Neither edit nor copy it: a copy is a second node with the same id.\n")
                .append("format = " + (identity.epoch().equals(Epoch.FIRST) ? 1 : VERSION) + "\n")
                .append("node = " + identity.node() + "\n");
        identity.clusterId().ifPresent(id -> text.append("cluster.id = " + id + "\n"));
        if (!identity.epoch().equals(Epoch.FIRST)) {
            text.append("epoch = " + identity.epoch().number() + "\n")
                    .append("epoch.origin = " + identity.epoch().origin() + "\n");
        }
        text.append("cluster.name = " + identity.clusterName() + "\n")
                .append("incarnation = " + identity.incarnation() + "\n")
                .append("log = " + hasLog + "\n");
        return text + CHECK + check(text.toString()) + "\n";
    }

    private static String check(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "%08x".formatted(Block.check(0, 0, bytes, 0, bytes.length));
    }

    private static Epoch epoch(Map<String, String> values) {
        String number = values.get("epoch");
        return number == null
                ? Epoch.FIRST
                : new Epoch(Long.parseLong(number), UUID.fromString(values.getOrDefault("epoch.origin", "")));
    }

    private static IdentityFile parse(String file, String text) {
        int checkAt = text.lastIndexOf(CHECK);
        if (checkAt < 0 || !text.substring(checkAt).equals(CHECK + check(text.substring(0, checkAt)) + "\n")) {
            throw new DamagedException(file, Math.max(0, checkAt), "its last line does not fit the lines before it");
        }
        Map<String, String> values = new HashMap<>();
        for (String line : text.substring(0, checkAt).lines().toList()) {
            if (!line.startsWith("#")) {
                List<String> parts = List.of(line.split(" = ", 2));
                values.put(parts.get(0), parts.get(parts.size() - 1));
            }
        }
        try {
            int version = Integer.parseInt(values.getOrDefault("format", ""));
            if (version > VERSION) {
                throw new NewerFormatException(file, version, VERSION);
            }
            Identity identity = new Identity(
                    NodeId.parse(values.getOrDefault("node", "")),
                    Optional.ofNullable(values.get("cluster.id")).map(UUID::fromString),
                    values.getOrDefault("cluster.name", ""),
                    epoch(values),
                    Long.parseLong(values.getOrDefault("incarnation", "")));
            return new IdentityFile(identity, Boolean.parseBoolean(values.get("log")));
        } catch (IllegalArgumentException e) {
            throw new DamagedException(file, 0, "it cannot be read: " + e.getMessage());
        }
    }
}
