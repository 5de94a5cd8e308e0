package io.arewealive;

import io.arewealive.StartException.Reason;
import io.arewealive.node.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Describes an instance and starts it. Every setting of the configuration can be given here too, by {@link #set}; what is given
 * here wins over system properties, environment and files. Not thread-safe.
 */
public final class AwaBuilder {

    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final Map<Class<?>, Object> resources = new HashMap<>();
    private boolean standalone;
    private boolean failFast;

    AwaBuilder() {}

    /** The cluster's name; messages of other clusters are refused. Default {@code awa}. */
    public AwaBuilder cluster(String name) {
        return set("awa.cluster", name);
    }

    /** This node's name, unique in the cluster. Default: the host's name. */
    public AwaBuilder name(String name) {
        return set("awa.node.name", name);
    }

    /** The host that others dial to reach this node. */
    public AwaBuilder host(String host) {
        return set("awa.node.host", host);
    }

    /** The port that others dial to reach this node. Default: the first free one of 7800 to 7809. */
    public AwaBuilder port(int port) {
        return set("awa.node.port", Integer.toString(port));
    }

    /** This node founds a new cluster if its data directory is empty. */
    public AwaBuilder first() {
        return set("awa.first", "true");
    }

    /** Nodes to join through, each as {@code host:port}; one that answers is enough. */
    public AwaBuilder join(String... addresses) {
        return set("awa.join", String.join(",", addresses));
    }

    /** The founding list, the same on all its nodes: they form the cluster together once a majority of the list is up. */
    public AwaBuilder bootstrap(String... addresses) {
        return join(addresses).set("awa.bootstrap", "seeds");
    }

    /** This node takes the place of an offline node of its name, for good, if its data directory is empty. */
    public AwaBuilder replace() {
        return set("awa.node.replace", "true");
    }

    /** The directory that this node keeps its data in. Default {@code ./awa-data/<cluster>/<name>}. */
    public AwaBuilder data(Path directory) {
        return set("awa.data", directory.toString());
    }

    /**
     * The cluster's keys: the directory in which {@code awa init} made them, or the PKCS12 file. Its password is {@code
     * awa.security.keystore-password}, or else what stands in the file beside it, {@code cluster.password} for {@code cluster.p12}.
     */
    public AwaBuilder keys(Path place) {
        return set("awa.security.keystore", place.toString());
    }

    /** How long this node's row lives. Default {@link Lifetime#EPHEMERAL}. */
    public AwaBuilder lifetime(Lifetime lifetime) {
        return set("awa.node.lifetime", lifetime.name().toLowerCase(java.util.Locale.ROOT));
    }

    /** Reads a file of settings too. */
    public AwaBuilder config(Path file) {
        return set("awa.config", file.toString());
    }

    /** Any setting by its key, for example {@code set("awa.profile", "fast")}. */
    public AwaBuilder set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** As {@link #set(String, String)}, for a duration. */
    public AwaBuilder set(String key, Duration value) {
        return set(key, value.toMillis() + "ms");
    }

    /** As {@link #set(String, String)}, saying where it was said, for example {@code option --name}. */
    public AwaBuilder set(String key, String value, String origin) {
        origins.put(key, origin);
        return set(key, value);
    }

    /**
     * Hands in something of the host's: its {@code MBeanServer}, {@code DataSource}, {@code JChannel}, {@code Executor}, {@code
     * InstantSource}. It stays the host's: AWA never closes it.
     */
    public <T> AwaBuilder resource(Class<T> type, T instance) {
        resources.put(type, instance);
        return this;
    }

    /** Starts as the launcher does: a permanent row, and the data directory {@code ./data}. */
    public AwaBuilder standalone() {
        standalone = true;
        return this;
    }

    /** Turns problems at start into exceptions: no way to begin at once, the cluster's refusal in {@link Awa#awaitJoined}. */
    public AwaBuilder failFast() {
        failFast = true;
        return this;
    }

    /**
     * Starts the instance. Joining goes on in the background; {@link Awa#awaitJoined} waits for it.
     *
     * @throws io.arewealive.config.ConfigException if settings are wrong; it names all of them
     * @throws StartException if the instance cannot start
     */
    public Awa start() {
        return ServiceLoader.load(AwaProvider.class, AwaBuilder.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new StartException(
                        Reason.INCOMPLETE, "awa-core is not on the class path; add io.arewealive:awa-core"))
                .start(new BuiltPlan(settings, origins, resources, standalone, failFast));
    }

    private record BuiltPlan(
            Map<String, String> settings,
            Map<String, String> origins,
            Map<Class<?>, Object> resources,
            boolean standalone,
            boolean failFast)
            implements AwaProvider.Plan {

        BuiltPlan {
            settings = Map.copyOf(settings);
            origins = Map.copyOf(origins);
            resources = Map.copyOf(resources);
        }

        /** Keys alone: among the values may be secrets. */
        @Override
        public String toString() {
            return "Plan" + settings.keySet();
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return Optional.ofNullable(type.cast(resources.get(type)));
        }
    }
}
