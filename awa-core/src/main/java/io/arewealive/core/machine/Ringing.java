package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.machine.Alarms.Standing;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says, while this node leads, what needs a clock: that a loss was held back long enough, that a node which flapped is steady, that a
 * maintenance is over, and that the nodes are being watched. Called from the loop only.
 */
final class Ringing {

    static final String HOLD = "awa.notify.hold";
    static final Duration DEFAULT_HOLD = Duration.ofSeconds(5);

    /** How often the log says that somebody watches, so that it is known how long nobody did. */
    static final Duration WATCHED_EVERY = Duration.ofMinutes(1);

    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();
    private static final long CALM_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long NOT_KNOWN = -1;

    private final Knowledge known;
    private final Submissions submissions;
    private final Duties duties;
    private final Presence presence;
    private final Map<NodeId, Long> awaySince = new TreeMap<>();
    private final Map<String, CommandId> underWay = new HashMap<>();
    private Set<NodeId> inMaintenance = Set.of();
    private long moves;
    private long nextNanos;
    private long nextWatchNanos;
    private long quorumNanos;
    private boolean quorumEver;
    private boolean quorumThere;
    private long blindMillis;

    Ringing(Knowledge known, Submissions submissions, Duties duties, Presence presence) {
        this.known = known;
        this.submissions = submissions;
        this.duties = duties;
        this.presence = presence;
        this.nextNanos = known.now.nanos();
        this.nextWatchNanos = known.now.nanos();
        this.quorumNanos = known.now.nanos();
    }

    void tick() {
        watchQuorum();
        if (nextNanos - known.now.nanos() > 0 && moves == presence.moves()) {
            return;
        }
        moves = presence.moves();
        underWay.values().removeIf(id -> !submissions.isPending(id));
        watchAway();
        watchMaintenance();
        boolean calm = awaySince.isEmpty() && inMaintenance.isEmpty() && underWay.isEmpty();
        nextNanos = known.now.nanos() + (calm ? CALM_NANOS : EVERY_NANOS);
        if (!known.isLeader() || !known.raft.quorum()) {
            return;
        }
        boolean news = blindMillis != 0 || nextWatchNanos - known.now.nanos() <= 0;
        if (news && !underWay.containsKey("watching")) {
            nextWatchNanos = known.now.nanos() + WATCHED_EVERY.toNanos();
            submit("watching", new Command.Watching(blindMillis));
            blindMillis = 0;
        }
        if (known.state.judging().maintenances().isAnyOver(timeMillis())) {
            submit("expire", new Command.Expire());
        }
        known.state.table().view().nodes().forEach(this::lookAfter);
    }

    /** How long nobody led before this node does; what another leader saw is not this node's to tell. */
    private void watchQuorum() {
        boolean there = known.raft.quorum();
        if (there && !known.isLeader()) {
            blindMillis = 0;
        } else if (there && !quorumThere) {
            blindMillis = quorumEver ? Math.max(1, (known.now.nanos() - quorumNanos) / 1_000_000) : NOT_KNOWN;
        }
        if (there) {
            quorumNanos = known.now.nanos();
            quorumEver = true;
        }
        quorumThere = there;
    }

    /** Since when others are away counts on every node, so that whoever comes to lead knows it. */
    private void watchAway() {
        Set<NodeId> there = new HashSet<>();
        for (Peer peer : known.liveness.peers()) {
            there.add(peer.id());
            if (peer.state() == NodeState.ONLINE) {
                awaySince.remove(peer.id());
            } else {
                awaySince.putIfAbsent(peer.id(), known.now.nanos());
            }
        }
        awaySince.keySet().retainAll(there);
    }

    /** A node in maintenance that left does not turn offline, so whom to watch in which way changes with it. */
    private void watchMaintenance() {
        Set<NodeId> now = new HashSet<>();
        for (Node node : known.state.table().view().nodes()) {
            if (known.maintenance(node.id()).isPresent()) {
                now.add(node.id());
            }
        }
        if (!now.equals(inMaintenance)) {
            inMaintenance = now;
            presence.watchTable();
            known.changedNow();
        }
    }

    private void lookAfter(Node node) {
        NodeId id = node.id();
        Alarms alarms = known.state.judging().alarms();
        if (alarms.isSteady(id, timeMillis())) {
            submit("steady " + id, new Command.Steady(id));
        }
        boolean silent = alarms.standing(id)
                .filter(standing -> standing.state() == NodeState.OFFLINE)
                .filter(standing -> !standing.told())
                .isPresent();
        boolean quiet =
                alarms.isFlapping(id) || known.state.judging().maintenances().isQuiet(id, timeMillis());
        if (silent && !quiet && isAwayLongEnough(id, alarms.standing(id))) {
            submit("ring " + id, new Command.Ring(id));
        }
    }

    private boolean isAwayLongEnough(NodeId id, Optional<Standing> standing) {
        Duration hold = hold(known.state);
        Long since = awaySince.get(id);
        boolean leftBefore = standing.filter(s -> s.sinceMillis() - s.awaySinceMillis() >= hold.toMillis())
                .isPresent();
        return since != null && (leftBefore || known.now.nanos() - since >= hold.toNanos());
    }

    /** How long losses are held back, as the cluster's settings say. */
    static Duration hold(ClusterState state) {
        return Times.of(state.settings().getOrDefault(HOLD, ""), DEFAULT_HOLD);
    }

    /** The time that a command of now would carry at least. */
    private long timeMillis() {
        return Math.max(known.state.timeMillis(), known.now.wallMillis());
    }

    private void submit(String what, Command command) {
        if (!underWay.containsKey(what)) {
            CommandId id = duties.newCommandId();
            underWay.put(what, id);
            submissions.submitHere(new Envelope(id, known.now.wallMillis(), Duties.AUTHOR, command), TIMEOUT_NANOS);
        }
    }

    long deadlineNanos() {
        return nextNanos;
    }
}
