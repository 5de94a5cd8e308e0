package io.arewealive.core.log;

import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The nodes of the cluster as a node last knew them, as a small text beside its log: for those who look when no server runs here, even
 * if all the rest of the directory is locked or damaged. Nothing depends on it, so it is neither synced nor believed.
 *
 * @param clusterId of the cluster
 * @param cluster its name
 * @param self the name of the node whose directory this is
 * @param version of the node table
 * @param at when that node knew this, by its clock
 * @param security {@code loopback}, {@code tls} or {@code insecure}
 * @param nodes the rows of the table
 */
public record KnownNodes(
        UUID clusterId, String cluster, String self, long version, Instant at, String security, List<Row> nodes) {

    static final String NAME = "known-nodes";

    private static final String UNFINISHED = NAME + ".tmp";
    private static final String HEAD =
            "# The nodes of the cluster as this one last knew them; written anew by the server when the table changes.\n";
    private static final int MAX_BYTES = 4 << 20;

    /** Copies the list. */
    public KnownNodes {
        nodes = List.copyOf(nodes);
    }

    /**
     * A row.
     *
     * @param id identity
     * @param name unique name
     * @param host what others dial
     * @param port what others dial
     * @param lifetime of the row
     */
    public record Row(NodeId id, String name, String host, int port, Lifetime lifetime) {

        /** Of the table. */
        public static Row of(Node node) {
            return new Row(node.id(), node.name(), node.host(), node.port(), node.lifetime());
        }

        /** In the form {@code host:port}; an IPv6 address stands in brackets. */
        public String address() {
            return Node.address(host, port);
        }

        private String text() {
            return "node " + id + " " + name + " " + host + " " + port + " "
                    + lifetime.name().toLowerCase(Locale.ROOT) + "\n";
        }

        private static Row parse(String text) {
            List<String> fields = List.of(text.split(" ", -1));
            return new Row(
                    NodeId.parse(fields.get(0)),
                    Node.requireName(fields.get(1)),
                    Node.requireHost(fields.get(2)),
                    Node.requirePort(Integer.parseInt(fields.get(3))),
                    Lifetime.valueOf(fields.get(4).toUpperCase(Locale.ROOT)));
        }
    }

    /** Writes it into a data directory, under another name first; when that fails the one before stays. */
    public void write(Path directory) throws IOException {
        var text = new StringBuilder(HEAD)
                .append("cluster ")
                .append(clusterId)
                .append("\nname ")
                .append(cluster)
                .append("\nself ")
                .append(self)
                .append("\nversion ")
                .append(version)
                .append("\nat ")
                .append(at)
                .append("\nsecurity ")
                .append(security)
                .append('\n');
        nodes.forEach(row -> text.append(row.text()));
        Path unfinished = directory.resolve(UNFINISHED);
        try {
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    directory.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished); // others need the room
            throw e;
        }
    }

    /** What a data directory holds, as far as it can be read; needs neither its lock nor to write. */
    public static Optional<KnownNodes> read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return new Parser()
                    .parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes each line for itself: one that cannot be read costs only what it says. */
    private static final class Parser {

        private Optional<UUID> clusterId = Optional.empty();
        private String cluster = "";
        private String self = "";
        private long version;
        private Instant at = Instant.EPOCH;
        private String security = "";
        private final List<Row> nodes = new ArrayList<>();

        Optional<KnownNodes> parse(List<String> lines) {
            for (String line : lines) {
                try {
                    take(line);
                } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeParseException e) {
                    // the file is not believed, only used
                }
            }
            return clusterId.map(id -> new KnownNodes(id, cluster, self, version, at, security, nodes));
        }

        private void take(String line) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (line.substring(0, Math.max(0, space))) {
                case "cluster" -> clusterId = Optional.of(UUID.fromString(value));
                case "name" -> cluster = value;
                case "self" -> self = value;
                case "version" -> version = Long.parseLong(value);
                case "at" -> at = Instant.parse(value);
                case "security" -> security = value;
                case "node" -> nodes.add(Row.parse(value));
                default -> {
                    // a comment, or what a newer version wrote
                }
            }
        }
    }
}
