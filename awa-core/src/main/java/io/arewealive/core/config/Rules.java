package io.arewealive.core.config;

import io.arewealive.core.config.Assembly.Surroundings;
import io.arewealive.core.config.AwaConfig.Identity;
import io.arewealive.core.config.AwaConfig.Network;
import io.arewealive.core.config.AwaConfig.Place;
import io.arewealive.core.config.AwaConfig.Security;
import io.arewealive.core.config.AwaConfig.Start;

/** What must hold between settings. */
final class Rules {

    /** A node is not suspect for one beat that came late and one that got lost. */
    private static final int BEATS = 3;

    private final Values values;
    private final Surroundings surroundings;

    Rules(Values values, Surroundings surroundings) {
        this.values = values;
        this.surroundings = surroundings;
    }

    void check(
            Identity identity, Start start, Network network, Security security, Place place, LivenessTiming liveness) {
        keysBeyondLoopback(network, security);
        reachableHost(identity, network);
        oneWayToBegin(start);
        listToBootstrap(start);
        suspicionAfterBeats(liveness);
        databaseHasAPlace(place);
        witnessVotes(identity);
        new JmxRules(values).check(security, surroundings.standalone());
    }

    private void keysBeyondLoopback(Network network, Security security) {
        if (!network.isLoopback() && security.keystore().isEmpty() && !security.insecure()) {
            error(
                    Keys.BIND,
                    "\"" + network.bind() + "\" is reachable from other machines, and " + Keys.KEYSTORE.name()
                            + " is not set; set it to the cluster's keys, or " + Keys.INSECURE.name()
                            + "=true if everyone in this network may join and read");
        }
    }

    private void reachableHost(Identity identity, Network network) {
        boolean unreachable =
                network.isLoopback() && Loopback.isAddress(identity.host()) && !Loopback.is(identity.host());
        if (unreachable) {
            values.problems()
                    .warn(
                            Keys.HOST.name(),
                            values.origin(Keys.HOST),
                            "others dial \"" + identity.host() + "\", but this node listens on " + network.bind()
                                    + " only; set " + Keys.BIND.name() + " to an address of this machine");
        }
    }

    private void oneWayToBegin(Start start) {
        if (start.first() && !start.join().isEmpty() && start.bootstrap() == Bootstrap.EXPLICIT) {
            error(
                    Keys.FIRST,
                    "a node cannot both found a cluster and join one; remove " + Keys.FIRST.name() + " or "
                            + Keys.JOIN.name() + " (" + values.origin(Keys.JOIN) + ")");
        }
    }

    private void listToBootstrap(Start start) {
        if (start.bootstrap() == Bootstrap.SEEDS && start.join().isEmpty()) {
            error(
                    Keys.BOOTSTRAP,
                    "\"seeds\" needs the founding list; set " + Keys.JOIN.name()
                            + "=HOST:PORT,HOST:PORT,… the same on all its nodes");
        }
        if (start.bootstrap() == Bootstrap.SEEDS
                && start.join().stream().distinct().count() == 1) {
            error(
                    Keys.BOOTSTRAP,
                    "\"seeds\" with one address would let every node behind it found a cluster of its own; list each node in "
                            + Keys.JOIN.name() + ", or set " + Keys.FIRST.name() + "=true on the only one");
        }
        if (start.bootstrap() == Bootstrap.SEEDS && start.first()) {
            error(
                    Keys.FIRST,
                    "a node that forms the cluster with its list is not told to be the first; remove "
                            + Keys.FIRST.name() + " or " + Keys.BOOTSTRAP.name() + "=seeds ("
                            + values.origin(Keys.BOOTSTRAP) + ")");
        }
    }

    private void suspicionAfterBeats(LivenessTiming liveness) {
        if (liveness.suspect().compareTo(liveness.beat().multipliedBy(BEATS)) < 0) {
            error(
                    Keys.SUSPECT,
                    Units.print(liveness.suspect()) + " is shorter than three beats of " + Keys.BEAT.name() + "="
                            + Units.print(liveness.beat()) + "; set it to at least "
                            + Units.print(liveness.beat().multipliedBy(BEATS)));
        }
    }

    private void databaseHasAPlace(Place place) {
        if (place.store() == StoreMode.FILE && place.directory().isEmpty()) {
            error(Keys.STORE, "\"file\" needs a directory, but awa.data=memory; set it to memory or none");
        }
        if (place.store() == StoreMode.DATASOURCE && !surroundings.dataSource()) {
            error(
                    Keys.STORE,
                    "\"datasource\" needs builder.resource(DataSource.class, …); set it to file, memory or none");
        }
    }

    private void witnessVotes(Identity identity) {
        if (identity.witness() && identity.votes() == io.arewealive.node.Votes.NEVER) {
            error(Keys.WITNESS, "a witness does nothing but vote; remove awa.node.votes=never");
        }
    }

    private void error(KeySpec<?> spec, String message) {
        values.problems().error(spec.name(), values.origin(spec), message);
    }
}
