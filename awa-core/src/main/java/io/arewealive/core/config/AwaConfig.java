package io.arewealive.core.config;

import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import io.arewealive.face.Face;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Votes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What an instance runs with: checked, complete, immutable.
 *
 * @param identity who this node is
 * @param start how it begins
 * @param network what it listens on, and how long it waits
 * @param security how connections are protected
 * @param place where its data is
 * @param profile how fast the cluster reacts
 * @param liveness the times of the failure detector
 * @param votersMax how many nodes vote at most: 1, 3 or 5
 * @param retention how much is kept of what happened
 * @param texts every setting as text, with its origin
 * @param warnings what is odd but does no harm
 */
public record AwaConfig(
        Identity identity,
        Start start,
        Network network,
        Security security,
        Place place,
        Profile profile,
        LivenessTiming liveness,
        int votersMax,
        Retention retention,
        Texts texts,
        List<ConfigProblem> warnings) {

    /** Copies the list. */
    public AwaConfig {
        warnings = List.copyOf(warnings);
    }

    /**
     * Who this node is.
     *
     * @param cluster the cluster's name
     * @param name unique in the cluster
     * @param host what others dial
     * @param port what others dial and this node listens on; empty: the first free one of 7800 to 7809
     * @param lifetime of its row
     * @param votes whether it may vote
     * @param witness whether it votes and runs nothing
     */
    public record Identity(
            String cluster,
            String name,
            String host,
            OptionalInt port,
            Lifetime lifetime,
            Votes votes,
            boolean witness) {}

    /**
     * How this node begins.
     *
     * @param first it founds a new cluster if it has no data
     * @param join nodes to join through
     * @param bootstrap how the cluster comes into being
     * @param replace it takes the place of an offline node of its name if it has no data
     */
    public record Start(boolean first, List<HostPort> join, Bootstrap bootstrap, boolean replace) {
        /** Copies the list. */
        public Start {
            join = List.copyOf(join);
        }
    }

    /**
     * What this node listens on, and how long it waits.
     *
     * @param bind a local address
     * @param connectTimeout for a connection to another node
     * @param statusTimeout for the slowest answer about the status
     */
    public record Network(String bind, Duration connectTimeout, Duration statusTimeout) {

        /** Whether only this machine can reach the node. */
        public boolean isLoopback() {
            return Loopback.is(bind);
        }
    }

    /**
     * How connections are protected.
     *
     * @param keystore the file with the cluster's keys
     * @param password of that file
     * @param insecure whether listening beyond loopback without keys is wanted
     */
    public record Security(Optional<Path> keystore, Optional<String> password, boolean insecure) {
        @Override
        public String toString() {
            return "Security[keystore=" + keystore + ", insecure=" + insecure + "]";
        }
    }

    /**
     * Where the data is.
     *
     * @param directory absolute; empty: nothing is kept on disk
     * @param store where the database is
     * @param snapshots how often the log is cut
     */
    public record Place(Optional<Path> directory, StoreMode store, Snapshots snapshots) {}

    /**
     * When a snapshot is due: by either.
     *
     * @param entries after so many entries
     * @param bytes after so many bytes of entries
     */
    public record Snapshots(int entries, long bytes) {}

    /**
     * How much is kept of what happened.
     *
     * @param changes how many changes of the node table
     * @param events how many events
     * @param listenerQueue how many events wait for a slow listener
     */
    public record Retention(int changes, EventsKept events, int listenerQueue) {}

    /** Every setting with its value and origin, in the order of keys; secrets are masked. */
    public List<Setting> settings() {
        return texts.settings();
    }

    /** Whether a management interface is not switched off. */
    public boolean wants(Face face) {
        return !setting("awa." + face.name() + ".enabled").orElse("").equals("false");
    }

    /** The same, showing the port that was taken where none was set. */
    public AwaConfig showingPort(int port) {
        return identity.port().isPresent() || port == 0
                ? this
                : new AwaConfig(
                        identity,
                        start,
                        network,
                        security,
                        place,
                        profile,
                        liveness,
                        votersMax,
                        retention,
                        texts.with(Keys.PORT.name(), new Values.Value(Integer.toString(port), Origins.FREE_PORT)),
                        warnings);
    }

    /** The value of a setting, defaults included, secrets in clear; empty if nothing is said and there is no default. */
    public Optional<String> setting(String key) {
        return texts.find(key);
    }

    /** The text with every secret of these settings masked, wherever it may have come from. */
    public String masked(String text) {
        return new Masking(Stream.concat(texts.secrets(), security.password().stream())).apply(text);
    }

    /** The cluster-wide settings that this node's own sources name: what the first start puts into the log. */
    public Map<String, String> clusterSeed() {
        return texts.clusterSeed();
    }
}
