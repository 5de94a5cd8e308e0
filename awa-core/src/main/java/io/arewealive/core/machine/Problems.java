package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.step.DiskState;
import io.arewealive.core.step.NodeFacts;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person should know about the picture, and what to do next. Called from the loop only. */
final class Problems {

    private static final double CLOCK_OFFSET_MILLIS = 1_000;
    private static final long GRACE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Knowledge known;
    private final Quorum quorum;
    private final Waiting waiting;
    private final RefusedPeers refusals;
    private final StoreFeed store;
    private final Epochs epochs;
    private final Survival survival;
    private String logFailure = "";
    private Optional<String> snapshotFailure = Optional.empty();
    private Optional<String> announceRefused = Optional.empty();

    Problems(Knowledge known, Quorum quorum, Waiting waiting, RefusedPeers refusals, StoreFeed store, Epochs epochs) {
        this.known = known;
        this.quorum = quorum;
        this.waiting = waiting;
        this.refusals = refusals;
        this.store = store;
        this.epochs = epochs;
        this.survival = new Survival(known);
    }

    void logFailed(String reason) {
        logFailure = reason;
    }

    void snapshotFailed(Optional<String> reason) {
        snapshotFailure = reason;
    }

    void announceRefused(Optional<String> message) {
        announceRefused = message;
    }

    /** A peer was refused. Returns whether that is news worth a line in the log. */
    boolean refused(String from, String why) {
        return refusals.add(from, why, known.now.nanos());
    }

    List<Problem> find(List<NodeStatus> nodes) {
        List<Problem> found = new ArrayList<>();
        ofThisNode(found);
        ofTheCluster(found);
        epochs.problems(found);
        nodes.forEach(node -> ofNode(node, found));
        ofSettings(found);
        List<Problem> all = inMaintenance(found, nodes);
        all.sort(Comparator.comparing(Problem::severity).reversed());
        return all;
    }

    private void ofThisNode(List<Problem> found) {
        ofOwnDisk(found);
        snapshotFailure.ifPresent(reason -> found.add(new Problem(
                Severity.WARNING,
                known.setup.self().name(),
                "a snapshot cannot be written, the log grows: " + reason,
                "make room on the disk of the data directory; it is tried again by itself")));
        store.trouble()
                .ifPresent(reason -> found.add(new Problem(
                        Severity.WARNING,
                        "store",
                        "the database cannot be written, everything else goes on: " + reason,
                        "make room or mend the disk of the data directory; it is tried again by itself")));
        announceRefused
                .or(() -> known.refusal)
                .ifPresent(message -> found.add(new Problem(
                        Severity.CRITICAL,
                        known.setup.self().name(),
                        "this node has no place in the cluster: " + message,
                        "do as the line says, or take this node's row out on another node first")));
        refusals.problems(found, known.now.nanos());
        known.keysEnd
                .problem(known.setup.self().name(), Instant.ofEpochMilli(known.now.wallMillis()))
                .ifPresent(found::add);
        if ("insecure".equals(known.setup.security())) {
            found.add(new Problem(
                    Severity.WARNING,
                    "cluster",
                    "connections are neither encrypted nor authenticated (awa.security.insecure=true)",
                    "set awa.security.keystore on all nodes"));
        }
    }

    private void ofOwnDisk(List<Problem> found) {
        String name = known.setup.self().name();
        switch (known.disk) {
            case WORKS -> {}
            case WAITS ->
                found.add(new Problem(
                        Severity.CRITICAL,
                        name,
                        "the log waits for its disk, this node takes no part in decisions: " + logFailure,
                        "make room on the disk of the data directory; this node then goes on by itself"));
            case FAILED ->
                found.add(new Problem(
                        Severity.CRITICAL,
                        name,
                        "the log cannot be written, this node takes no part in decisions: " + logFailure,
                        "mend the disk of the data directory, then restart this node"));
        }
    }

    private void ofTheCluster(List<Problem> found) {
        boolean early = !known.caughtUp && known.now.nanos() - known.startedNanos < GRACE_NANOS;
        if (!known.inCluster) {
            waiting.problem().ifPresent(found::add);
            return;
        }
        boolean othersKnown =
                !known.setup.join().isEmpty() || known.liveness.peers().stream().anyMatch(this::shouldBeThere);
        if (known.view.size() <= 1 && othersKnown && !early) {
            found.add(new Problem(
                    Severity.WARNING,
                    "network",
                    "this node is alone: none of the addresses it knows answers",
                    "start the other nodes, or check the network between them and "
                            + known.setup.self().address()));
        }
        if (!quorum.isThere() && !early) {
            found.add(
                    quorum.isReachable()
                            ? new Problem(
                                    Severity.WARNING,
                                    "cluster",
                                    "no leader is known at the moment",
                                    "usually over within a second; if it stays, look at the logs of the voters")
                            : new Problem(
                                    Severity.CRITICAL,
                                    "cluster",
                                    quorum.explain(),
                                    "the table and this status stay readable; edits work again with the majority"));
        } else if (!known.isSynced() && !early) {
            found.add(new Problem(
                    Severity.WARNING,
                    known.setup.self().name(),
                    "not synced: this node still fetches what it missed",
                    "wait; if it stays, check the connection to the leader"));
        } else if (!early) {
            survival.hint().ifPresent(found::add);
        }
    }

    private boolean shouldBeThere(Peer peer) {
        boolean claimed =
                known.state.table().find(peer.id()).filter(Node::claimed).isPresent();
        return claimed && peer.state() != NodeState.LEFT;
    }

    /** What is wrong with nodes in maintenance is information, and that they are is shown. */
    private List<Problem> inMaintenance(List<Problem> found, List<NodeStatus> nodes) {
        Optional<MaintenanceWindow> whole = known.state.judging().maintenances().ofCluster(known.now.wallMillis());
        Set<String> maintained = nodes.stream()
                .filter(node -> node.maintenance().isPresent())
                .map(NodeStatus::name)
                .collect(Collectors.toSet());
        List<Problem> all = new ArrayList<>();
        for (Problem problem : found) {
            all.add(
                    whole.isPresent() || maintained.contains(problem.subject())
                            ? new Problem(Severity.INFO, problem.subject(), problem.message(), problem.remedy())
                            : problem);
        }
        whole.ifPresent(window -> all.add(maintained("cluster", "the whole cluster is ", window)));
        for (NodeStatus node : nodes) {
            node.maintenance()
                    .filter(window -> !window.wholeCluster())
                    .ifPresent(window -> all.add(maintained(node.name(), "", window)));
        }
        return all;
    }

    private static Problem maintained(String subject, String who, MaintenanceWindow window) {
        String why = window.reason().isEmpty() ? "" : ": " + window.reason();
        return new Problem(
                Severity.INFO,
                subject,
                who + "in maintenance until " + window.until() + ", by " + window.author() + why,
                "it ends by itself, or with: awa maintenance off " + (window.wholeCluster() ? "--all" : subject));
    }

    private void flapping(NodeStatus node, List<Problem> found) {
        if (known.state.judging().alarms().isFlapping(node.id())) {
            found.add(new Problem(
                    Severity.WARNING,
                    node.name(),
                    "flapping: it comes and goes, " + Flapping.BEGINS_AT + " changes within "
                            + Flapping.WINDOW.toMinutes() + " minutes",
                    "look at its log, and at memory, load and network of its host; it does not ring again until it has been"
                            + " steady for " + Flapping.WINDOW.toMinutes() + " minutes"));
        }
    }

    private void ofNode(NodeStatus node, List<Problem> found) {
        flapping(node, found);
        switch (node.state()) {
            case ONLINE -> ofOnlineNode(node, found);
            case SUSPECT ->
                found.add(new Problem(
                        Severity.WARNING,
                        node.name(),
                        "suspect: silent",
                        "wait a second; then it is online or offline"));
            case OFFLINE ->
                found.add(new Problem(
                        node.lifetime() == Lifetime.PERMANENT ? Severity.CRITICAL : Severity.WARNING,
                        node.name(),
                        "offline since " + node.since() + ": " + node.reason(),
                        whatToDoAbout(node)));
            case LEFT ->
                found.add(new Problem(
                        Severity.WARNING,
                        node.name(),
                        "left at " + node.since(),
                        "start it again, or take it out with: awa node delete " + node.name()));
            case UNKNOWN ->
                found.add(new Problem(
                        Severity.WARNING,
                        node.name(),
                        "never heard by " + known.setup.self().name() + ": " + node.reason(),
                        "start it at " + node.address() + ", or take it out with: awa node delete " + node.name()));
        }
    }

    private static String whatToDoAbout(NodeStatus node) {
        String address = node.address();
        return "unreachable".equals(node.reason())
                ? "check the network to " + address + " and whether its process hangs or its host is down"
                : "start it at " + address + ", or take it out with: awa node delete " + node.name();
    }

    private void ofOnlineNode(NodeStatus node, List<Problem> found) {
        double offset = node.clockOffsetMillis().orElse(0);
        if (Math.abs(offset) > CLOCK_OFFSET_MILLIS) {
            found.add(new Problem(
                    Severity.WARNING,
                    node.name(),
                    String.format(Locale.ROOT, "its clock differs by %.1f s", offset / 1000),
                    "let both hosts follow a time server"));
        }
        Optional<NodeFacts> facts = Optional.ofNullable(known.facts.get(node.id()));
        if (facts.filter(f -> f.disk() != DiskState.WORKS).isPresent()
                && !node.id().equals(known.self())) {
            found.add(new Problem(
                    Severity.CRITICAL,
                    node.name(),
                    "it cannot write its log and takes no part in decisions",
                    "look at the disk of " + node.host()
                            + "; most likely it is full. What that node says of it: awa status there"));
        }
        boolean differs = facts.filter(f -> f.version() == known.state.table().version())
                .filter(f -> !f.hash().equals(known.state.table().view().hash()))
                .isPresent();
        if (differs) {
            found.add(
                    new Problem(
                            Severity.CRITICAL,
                            node.name(),
                            "its table differs from the one of "
                                    + known.setup.self().name() + " at the same version",
                            "keep both data directories and report it; then empty the data directory of the node that is wrong"));
        }
        long lag = node.lag().orElse(0);
        if (lag > 100) {
            found.add(new Problem(
                    Severity.WARNING,
                    node.name(),
                    "behind by " + lag + " changes",
                    "wait; if it grows, check its disk and network"));
        }
    }

    private void ofSettings(List<Problem> found) {
        known.setup.seedSettings().forEach((key, own) -> {
            String effective = known.state.settings().getOrDefault(key, "");
            if (known.inCluster && !effective.isEmpty() && !effective.equals(own)) {
                found.add(new Problem(
                        Severity.INFO,
                        known.setup.self().name(),
                        key + " is " + own + " in this node's configuration and " + effective
                                + " in the cluster, which counts",
                        "take it out of the configuration, or run: awa config set " + key + " " + own));
            }
        });
    }
}
