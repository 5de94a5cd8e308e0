package io.arewealive.core.config;

import io.arewealive.node.Lifetime;
import io.arewealive.node.Votes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the core and of the launcher. The whole catalogue is {@link Catalogue}. */
public final class Keys {

    static final String DATA_IN_MEMORY = "memory";

    static final KeySpec<String> CLUSTER = KeySpec.of(
                    "awa.cluster", ValueTypes.name(), "Name of the cluster; messages of other clusters are refused.")
            .defaultsTo("awa");
    static final KeySpec<String> NAME = KeySpec.of(
                    "awa.node.name", ValueTypes.name(), "Name of this node, unique in the cluster.")
            .defaultsLike("the host's name");
    static final KeySpec<String> HOST = KeySpec.of(
                    "awa.node.host", ValueTypes.host(), "Host name or address that others dial to reach this node.")
            .defaultsLike("awa.bind, or the host's name if that is a wildcard");
    static final KeySpec<Integer> PORT = KeySpec.of(
                    "awa.node.port", ValueTypes.port(), "TCP port of this node, for all others.")
            .defaultsLike("the first free one of 7800 to 7809");
    static final KeySpec<Lifetime> LIFETIME = KeySpec.of(
                    "awa.node.lifetime",
                    ValueTypes.choice(Lifetime.class),
                    "Whether the node's row stays until deleted, or goes when the node leaves.")
            .defaultsLike("permanent in the launcher, ephemeral when embedded");
    static final KeySpec<Votes> VOTES = KeySpec.of(
                    "awa.node.votes",
                    ValueTypes.choiceOf(List.of(Votes.AUTO, Votes.NEVER)),
                    "Whether this node may be chosen as a voter.")
            .defaultsTo("auto");
    static final KeySpec<Boolean> WITNESS = KeySpec.of(
                    "awa.node.witness", ValueTypes.flag(), "Whether this node votes and runs nothing.")
            .defaultsTo("false");
    static final KeySpec<Boolean> REPLACE = KeySpec.of(
                    "awa.node.replace",
                    ValueTypes.flag(),
                    "Whether this node, with an empty data directory, takes the place of an offline node of its name for good.")
            .defaultsTo("false");
    static final KeySpec<String> BIND = KeySpec.of(
                    "awa.bind", ValueTypes.host(), "Local address that is listened on for other nodes.")
            .defaultsTo("127.0.0.1");
    static final KeySpec<List<HostPort>> JOIN = KeySpec.of(
            "awa.join", ValueTypes.listOf(ValueTypes.hostPort()), "Nodes to join through; one that answers is enough.");
    static final KeySpec<Boolean> FIRST = KeySpec.of(
                    "awa.first",
                    ValueTypes.flag(),
                    "Whether this node founds a new cluster if its data directory is empty.")
            .defaultsTo("false");
    static final KeySpec<Bootstrap> BOOTSTRAP = KeySpec.of(
                    "awa.bootstrap",
                    ValueTypes.choice(Bootstrap.class),
                    "How the cluster begins: one node is told to be the first, or the list in awa.join forms it.")
            .defaultsTo("explicit");
    static final KeySpec<Path> CONFIG = KeySpec.of(
            "awa.config",
            ValueTypes.path("a file of settings"),
            "A file of settings, read before awa.properties of the working directory.");
    static final KeySpec<Path> DATA = KeySpec.of(
                    "awa.data", ValueTypes.path("a directory, or memory"), "Directory of this node's data, or memory.")
            .defaultsLike("./data in the launcher, ./awa-data/CLUSTER/NAME when embedded");
    static final KeySpec<StoreMode> STORE = KeySpec.of(
                    "awa.store", ValueTypes.choice(StoreMode.class), "Where the database that SQL reads is kept.")
            .defaultsLike("datasource if the host gives one, memory if awa.data is, else file");

    static final KeySpec<Profile> PROFILE = KeySpec.of(
                    "awa.profile",
                    ValueTypes.choice(Profile.class),
                    "How fast the cluster reacts: on a LAN, on a quiet LAN, over a WAN.")
            .defaultsTo("default")
            .asClusterWide();
    static final KeySpec<Integer> VOTERS = KeySpec.of(
                    "awa.voters.max", ValueTypes.oneOf(List.of(1, 3, 5)), "How many nodes vote at most.")
            .defaultsTo("3")
            .asClusterWide();
    static final KeySpec<Duration> BEAT = KeySpec.of(
                    "awa.liveness.beat", ValueTypes.duration("10ms", "1m"), "How often a node says that it is alive.")
            .defaultsLike("by awa.profile")
            .asClusterWide();
    static final KeySpec<Duration> SUSPECT = KeySpec.of(
                    "awa.liveness.suspect",
                    ValueTypes.duration("30ms", "10m"),
                    "Silence after which a node is suspect.")
            .defaultsLike("by awa.profile")
            .asClusterWide();
    static final KeySpec<Duration> CONFIRM = KeySpec.of(
                    "awa.liveness.confirm",
                    ValueTypes.duration("10ms", "10m"),
                    "Further silence after which a suspect node is offline.")
            .defaultsLike("by awa.profile")
            .asClusterWide();
    static final KeySpec<Integer> CHANGES_KEEP = KeySpec.of(
                    "awa.changes.keep",
                    ValueTypes.count(1, 1_000_000),
                    "How many changes of the node table are kept; who is further behind gets the whole table.")
            .defaultsTo("10000")
            .asClusterWide();
    static final KeySpec<Long> KV_BYTES = KeySpec.of(
                    "awa.kv.max-bytes",
                    ValueTypes.size("64KiB", "128MiB"),
                    "How large the key-value store may become; each key takes 64 bytes beside its name and its value.")
            .defaultsTo("16MiB")
            .asClusterWide();
    static final KeySpec<EventsKept> EVENTS_KEEP = KeySpec.of(
                    "awa.events.keep", EventsKept.TYPE, "How long events are kept, and how many of each stream.")
            .defaultsTo("90d, 100000")
            .asClusterWide();

    static final KeySpec<Integer> SNAPSHOT_ENTRIES = KeySpec.of(
                    "awa.snapshot.entries",
                    ValueTypes.count(10, 10_000_000),
                    "After how many entries of the log this node writes a snapshot and cuts the log.")
            .defaultsTo("10000");
    static final KeySpec<Long> SNAPSHOT_BYTES = KeySpec.of(
                    "awa.snapshot.bytes",
                    ValueTypes.size("64KiB", "1GiB"),
                    "After how many bytes of the log this node writes a snapshot, even if there are fewer entries.")
            .defaultsTo("16MiB");

    static final KeySpec<Duration> NOTIFY_HOLD = KeySpec.of(
                    "awa.notify.hold",
                    ValueTypes.duration("0ms", "10m"),
                    "How long a node must be lost before that rings; a shorter stall is told when it is over, and does not ring.")
            .defaultsTo("5s")
            .asClusterWide();

    static final KeySpec<Integer> EVENTS_QUEUE = KeySpec.of(
                    "awa.events.queue",
                    ValueTypes.count(16, 1_000_000),
                    "How many events wait for a slow listener before it gets a resync instead.")
            .defaultsTo("1024");
    static final KeySpec<Duration> CONNECT_TIMEOUT = KeySpec.of(
                    "awa.connect.timeout",
                    ValueTypes.duration("50ms", "1m"),
                    "How long a connection to another node may take.")
            .defaultsTo("2s");
    static final KeySpec<Duration> STATUS_TIMEOUT = KeySpec.of(
                    "awa.status.timeout",
                    ValueTypes.duration("50ms", "1m"),
                    "How long a question for the status waits for the slowest node.")
            .defaultsTo("1s");
    static final KeySpec<Path> KEYSTORE = KeySpec.of(
            "awa.security.keystore",
            ValueTypes.path("a PKCS12 file, or a directory with cluster.p12"),
            "The file with the cluster's keys, or the directory where awa init made it.");
    static final KeySpec<String> KEYSTORE_PASSWORD = KeySpec.of(
                    "awa.security.keystore-password",
                    ValueTypes.text("a password"),
                    "Password of awa.security.keystore.")
            .defaultsLike("what stands in the file beside it: cluster.password for cluster.p12")
            .asSecret();
    static final KeySpec<Boolean> INSECURE = KeySpec.of(
                    "awa.security.insecure",
                    ValueTypes.flag(),
                    "Whether this node may listen beyond loopback without keys; status shows it.")
            .defaultsTo("false");

    static final KeySpec<Boolean> ALLOW_READABLE = KeySpec.of(
                    "awa.security.allow-readable-secrets",
                    ValueTypes.flag(),
                    "Whether files with secrets may be readable by others, as on a read-only mount.")
            .defaultsTo("false");

    static final KeySpec<LogLevel> LOG_LEVEL = KeySpec.of(
                    "awa.log.level", ValueTypes.choice(LogLevel.class), "How much the server writes to its log.")
            .defaultsTo("info")
            .forModule("awa-standalone");

    private Keys() {}

    /** How much is logged. */
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    static List<KeySpec<?>> all() {
        return List.of(
                CLUSTER,
                NAME,
                HOST,
                PORT,
                LIFETIME,
                VOTES,
                WITNESS,
                REPLACE,
                BIND,
                JOIN,
                FIRST,
                BOOTSTRAP,
                CONFIG,
                DATA,
                STORE,
                PROFILE,
                VOTERS,
                BEAT,
                SUSPECT,
                CONFIRM,
                CHANGES_KEEP,
                KV_BYTES,
                EVENTS_KEEP,
                SNAPSHOT_ENTRIES,
                SNAPSHOT_BYTES,
                NOTIFY_HOLD,
                EVENTS_QUEUE,
                CONNECT_TIMEOUT,
                STATUS_TIMEOUT,
                KEYSTORE,
                KEYSTORE_PASSWORD,
                INSECURE,
                ALLOW_READABLE,
                LOG_LEVEL);
    }
}
