package io.arewealive.core.config;

import io.arewealive.core.config.AwaConfig.Identity;
import io.arewealive.core.config.AwaConfig.Network;
import io.arewealive.core.config.AwaConfig.Place;
import io.arewealive.core.config.AwaConfig.Retention;
import io.arewealive.core.config.AwaConfig.Security;
import io.arewealive.core.config.AwaConfig.Start;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes the records out of the texts, working out the defaults that depend on other settings. */
final class Assembly {

    private final Values values;
    private final Surroundings surroundings;

    Assembly(Values values, Surroundings surroundings) {
        this.values = values;
        this.surroundings = surroundings;
    }

    /**
     * What defaults depend on besides settings.
     *
     * @param standalone whether this is the launcher
     * @param hostName of this machine
     * @param workingDirectory that relative paths start from
     * @param dataSource whether the host handed one in
     */
    record Surroundings(boolean standalone, String hostName, Path workingDirectory, boolean dataSource) {}

    AwaConfig assemble() {
        values.checkAll();
        values.get(Keys.LOG_LEVEL);
        values.get(Keys.ALLOW_READABLE);
        FaceKeys.all().stream().filter(spec -> spec.defaultText().isPresent()).forEach(values::get);
        Identity identity = identity();
        Start start = new Start(
                values.get(Keys.FIRST),
                values.find(Keys.JOIN).orElse(List.of()),
                values.get(Keys.BOOTSTRAP),
                values.get(Keys.REPLACE));
        Network network =
                new Network(values.get(Keys.BIND), values.get(Keys.CONNECT_TIMEOUT), values.get(Keys.STATUS_TIMEOUT));
        Optional<Keystore> keystore = values.find(Keys.KEYSTORE)
                .map(surroundings.workingDirectory()::resolve)
                .map(Keystore::at);
        Security security = new Security(
                keystore.map(Keystore::file),
                values.find(Keys.KEYSTORE_PASSWORD).or(() -> keystore.flatMap(Keystore::password)),
                values.get(Keys.INSECURE));
        Place place = place(identity);
        Profile profile = values.get(Keys.PROFILE);
        LivenessTiming liveness = liveness(profile);
        Retention retention = new Retention(
                values.get(Keys.CHANGES_KEEP), values.get(Keys.EVENTS_KEEP), values.get(Keys.EVENTS_QUEUE));
        values.get(Keys.KV_BYTES);
        values.get(Keys.NOTIFY_HOLD); // both are shown and checked here; what counts is what the cluster agreed on
        int voters = values.get(Keys.VOTERS);
        new Rules(values, surroundings).check(identity, start, network, security, place, liveness);
        return new AwaConfig(
                identity,
                start,
                network,
                security,
                place,
                profile,
                liveness,
                voters,
                retention,
                new Texts(values.texts()),
                values.problems().warnings());
    }

    private Identity identity() {
        Lifetime lifetime = surroundings.standalone() ? Lifetime.PERMANENT : Lifetime.EPHEMERAL;
        String bind = values.get(Keys.BIND);
        return new Identity(
                values.get(Keys.CLUSTER),
                values.get(Keys.NAME, Origins.DEFAULT, nameOfMachine()),
                values.get(Keys.HOST, Origins.DEFAULT, Loopback.isWildcard(bind) ? hostOfMachine() : bind),
                values.find(Keys.PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                values.get(Keys.LIFETIME, Origins.DEFAULT, lifetime),
                values.get(Keys.VOTES),
                values.get(Keys.WITNESS));
    }

    private Place place(Identity identity) {
        Path standard =
                surroundings.standalone() ? Path.of("data") : Path.of("awa-data", identity.cluster(), identity.name());
        Path said = values.get(Keys.DATA, Origins.DEFAULT, standard);
        Optional<Path> directory = said.toString().equals(Keys.DATA_IN_MEMORY)
                ? Optional.empty()
                : Optional.of(surroundings
                        .workingDirectory()
                        .resolve(said)
                        .toAbsolutePath()
                        .normalize());
        return new Place(
                directory,
                values.get(Keys.STORE, Origins.DEFAULT, store(directory)),
                new AwaConfig.Snapshots(values.get(Keys.SNAPSHOT_ENTRIES), values.get(Keys.SNAPSHOT_BYTES)));
    }

    private StoreMode store(Optional<Path> directory) {
        if (surroundings.dataSource()) {
            return StoreMode.DATASOURCE;
        }
        return directory.isPresent() ? StoreMode.FILE : StoreMode.MEMORY;
    }

    private LivenessTiming liveness(Profile profile) {
        String origin = Origins.profile(profile);
        LivenessTiming standard = profile.liveness();
        return new LivenessTiming(
                values.get(Keys.BEAT, origin, standard.beat()),
                values.get(Keys.SUSPECT, origin, standard.suspect()),
                values.get(Keys.CONFIRM, origin, standard.confirm()));
    }

    /** The first label of the machine's name, with every character that a node's name cannot have replaced. */
    private String nameOfMachine() {
        String label = surroundings.hostName().split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_-]", "-");
        String name = label.length() > Node.MAX_NAME ? label.substring(0, Node.MAX_NAME) : label;
        return name.isEmpty() ? "node" : name;
    }

    private String hostOfMachine() {
        String host = surroundings.hostName();
        return host.isEmpty() ? "localhost" : host;
    }
}
