package io.arewealive.core;

import io.arewealive.StartException;
import io.arewealive.StartException.Reason;
import io.arewealive.core.log.Survivor;
import io.arewealive.core.machine.Survey;
import io.arewealive.core.raft.Epoch;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A stopped node whose cluster has lost its majority for good, and which is to go on alone. Looking at it changes nothing. It keeps
 * its data directory locked until it is closed.
 */
public final class LastSurvivor implements AutoCloseable {

    private static final Duration DIAL = Duration.ofSeconds(1);

    private final Path directory;
    private final Survivor survivor;
    private final Survey survey;

    private LastSurvivor(Path directory, Survivor survivor, Survey survey) {
        this.directory = directory;
        this.survivor = survivor;
        this.survey = survey;
    }

    /**
     * Reads a data directory.
     *
     * @throws StartException if a server uses it, there is no node of a cluster in it, or what is in it is damaged
     */
    public static LastSurvivor in(Path directory) {
        Survivor survivor = Survivor.open(directory);
        try {
            UUID cluster = survivor.identity()
                    .clusterId()
                    .orElseThrow(() -> new StartException(
                            Reason.NO_START_GIVEN,
                            "the node in " + directory
                                    + " has never been in a cluster, so there is nothing to recover"));
            return new LastSurvivor(directory, survivor, Survey.of(cluster, survivor.recovered()));
        } catch (RuntimeException e) {
            close(survivor);
            throw e;
        }
    }

    /** Its name in the table, or its id if it has no row. */
    public String name() {
        return nameOf(survivor.identity().node());
    }

    /** The version of its table. */
    public long version() {
        return survey.table().version();
    }

    /** When the last change that it has was made. */
    public Optional<Instant> lastChange() {
        return survey.table().changes().since(Math.max(survey.table().changes().floor(), version() - 1), 1).stream()
                .map(NodeChange::time)
                .findFirst();
    }

    /** Which epoch its log is of. */
    public long epoch() {
        return survivor.identity().epoch().number();
    }

    /** The names of the voters, by its last word. */
    public List<String> voters() {
        return survey.voters().stream().map(this::nameOf).sorted().toList();
    }

    /**
     * The other voters that answer at their ports, if they and this node would be a majority: then nothing is lost for good. Takes
     * up to a second for each.
     */
    public List<String> majorityThere() {
        NodeId self = survivor.identity().node();
        List<String> there = survey.voters().stream()
                .filter(voter -> !voter.equals(self))
                .flatMap(voter -> find(voter).stream())
                .filter(LastSurvivor::answers)
                .map(Node::name)
                .sorted()
                .toList();
        int own = survey.voters().contains(self) ? 1 : 0;
        return there.size() + own > survey.voters().size() / 2 ? there : List.of();
    }

    private static boolean answers(Node node) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.port()), Math.toIntExact(DIAL.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets it go on as the only voter, in the next epoch. Returns where the former log stays. */
    public Path goOn(Instant now) {
        try {
            Path former = survivor.log();
            Epoch next = survivor.identity().epoch().next(UUID.randomUUID());
            var beginning = survey.goOn(survivor.identity().node(), next, UUID.randomUUID(), now.toEpochMilli());
            survivor.goOn(next, beginning.meta(), beginning.data());
            return former;
        } catch (IOException e) {
            throw new StartException(
                    Reason.DATA_NOT_WRITABLE, "the data directory " + directory + " cannot be written: " + e, e);
        }
    }

    private Optional<Node> find(NodeId id) {
        return survey.table().nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst();
    }

    private String nameOf(NodeId id) {
        return find(id).map(Node::name).orElseGet(id::brief);
    }

    private static void close(Survivor survivor) {
        try {
            survivor.close();
        } catch (IOException e) {
            // the process is about to end, and the lock ends with it
        }
    }

    @Override
    public void close() {
        close(survivor);
    }
}
