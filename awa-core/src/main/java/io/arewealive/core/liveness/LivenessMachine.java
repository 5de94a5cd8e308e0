package io.arewealive.core.liveness;

import io.arewealive.core.step.LivenessTiming;
import io.arewealive.core.step.Now;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides who is alive, from what this node heard and from how punctual it was itself.
 *
 * <ol>
 *   <li>Whoever is heard is online.
 *   <li>Silence for {@code suspect} makes a node suspect; it is then asked directly, and silence for another {@code confirm} makes
 *       it offline, "unreachable".
 *   <li>A closed connection makes a node worth dialling at once; if its host says that nobody listens there, its process has
 *       ended. A closed connection alone proves nothing.
 *   <li>A node that was late itself (paused, starved) does not blame others: their silence is counted without the time it was away,
 *       and for a while after it all limits are stretched by it (the idea of local health in Lifeguard, 2018).
 * </ol>
 *
 * Called from the loop only.
 */
public final class LivenessMachine {

    /** The reason of a node whose host answered that nobody is there any more. */
    public static final String PROCESS_ENDED = "process ended";

    /** The most that limits are stretched by, in multiples of {@code suspect}. */
    private static final int MAX_STRETCH = 4;

    /** How long frames of a closed connection may still come out of other threads. */
    private static final long ECHO_NANOS = Duration.ofMillis(10).toNanos();

    private static final long STRETCH_HALF_LIFE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Map<NodeId, Peer> peers = new TreeMap<>();
    private LivenessTiming timing;
    private long stretchNanos;
    private long stretchedAtNanos;

    /** Starts knowing nobody. */
    public LivenessMachine(LivenessTiming timing) {
        this.timing = timing;
    }

    /** Other times from now on. */
    public void retime(LivenessTiming newTiming) {
        timing = newTiming;
    }

    /** Whom to watch from now on, and which of them are to come back after a goodbye; others are forgotten. */
    public void watch(Map<NodeId, Boolean> permanentByNode, Now now) {
        peers.keySet().retainAll(permanentByNode.keySet());
        permanentByNode.forEach((id, permanent) -> peers.merge(
                id, Peer.unknown(id, permanent, now.wallMillis()), (known, fresh) -> known.lasting(permanent)));
    }

    /** What is known of a node that is watched. */
    public Optional<Peer> peer(NodeId id) {
        return Optional.ofNullable(peers.get(id));
    }

    /** All that are watched. */
    public Collection<Peer> peers() {
        return List.copyOf(peers.values());
    }

    /** The watched nodes that are in this state. */
    public Set<NodeId> in(NodeState state) {
        return peers.values().stream()
                .filter(peer -> peer.state() == state)
                .map(Peer::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A frame of the node arrived.
     *
     * @param proof whether it answers a question of this node's. Other frames may have been on their way when the connection was
     *     closed, and right after that they prove nothing
     */
    public List<Transition> heard(NodeId id, long incarnation, boolean proof, Now now) {
        Peer peer = peers.get(id);
        if (peer == null || incarnation < peer.incarnation() || isFarewellEcho(peer, incarnation)) {
            return List.of();
        }
        boolean late = peer.isClosed() && !proof && now.nanos() - peer.closedNanos() < ECHO_NANOS;
        if (late && incarnation == peer.incarnation()) {
            return List.of();
        }
        List<Transition> transitions = new ArrayList<>();
        boolean restarted = peer.incarnation() != 0 && incarnation > peer.incarnation();
        if (restarted && peer.isExpected()) {
            transitions.add(move(peer, NodeState.OFFLINE, PROCESS_ENDED, now));
            peer = peer.in(NodeState.OFFLINE, PROCESS_ENDED, now.wallMillis());
        }
        Peer alive = peer.heard(incarnation, now.nanos(), now.wallMillis());
        peers.put(id, alive);
        if (alive.state() != NodeState.ONLINE) {
            transitions.add(move(alive, NodeState.ONLINE, "", now));
        }
        return transitions;
    }

    /** The node's connection was closed. Returns whether it should be dialled at once. */
    public boolean closed(NodeId id, Now now) {
        Peer peer = peers.get(id);
        if (peer == null || !peer.isExpected() || peer.isClosed()) {
            return false;
        }
        peers.put(id, peer.closed(now.nanos()));
        return true;
    }

    /** The node's host says that nobody listens at its port, after its connection was closed. */
    public Optional<Transition> ended(NodeId id, Now now) {
        return peer(id).filter(peer -> peer.isExpected() && peer.isClosed())
                .map(peer -> move(peer, NodeState.OFFLINE, PROCESS_ENDED, now));
    }

    /** The node said goodbye. */
    public List<Transition> left(NodeId id, long incarnation, Now now) {
        Peer peer = peers.get(id);
        if (peer == null || incarnation < peer.incarnation() || peer.state() == NodeState.LEFT) {
            return List.of();
        }
        Peer last = peer.heard(incarnation, now.nanos(), now.wallMillis());
        return List.of(move(last, NodeState.LEFT, "said goodbye", now));
    }

    /**
     * A node did not answer a direct question although this node listened: without the patience that a late viewer grants
     * otherwise, silence for the time of suspicion and confirmation is enough.
     */
    public Optional<Transition> unanswered(NodeId id, Now now) {
        long enough = timing.suspect().plus(timing.confirm()).toNanos();
        return peer(id).filter(peer -> peer.isExpected() && now.nanos() - peer.heardNanos() >= enough)
                .map(peer -> move(peer, NodeState.OFFLINE, "unreachable", now));
    }

    /**
     * Time has passed.
     *
     * @param lateNanos how much later this call came than was asked for; 0 when punctual
     */
    public List<Transition> tick(Now now, long lateNanos) {
        if (lateNanos > timing.beat().toNanos() / 2) {
            pardon(now, lateNanos);
        }
        long stretch = stretch(now.nanos());
        List<Peer> due =
                new ArrayList<>(); // nearly always nobody: this is done in every step, for every row of the table
        for (Peer peer : peers.values()) {
            if (isDue(peer, now, stretch)) {
                due.add(peer);
            }
        }
        return due.stream().map(peer -> judge(peer, now)).toList();
    }

    /** When {@link #tick} has something to decide next; {@code Long.MAX_VALUE} if never. */
    public long deadlineNanos(long nowNanos) {
        long stretch = stretch(nowNanos);
        long first = Long.MAX_VALUE;
        for (Peer peer : peers.values()) {
            if (peer.isExpected()) {
                long limit = limit(peer, stretch);
                first = first == Long.MAX_VALUE || limit - first < 0 ? limit : first;
            }
        }
        return first;
    }

    private boolean isDue(Peer peer, Now now, long stretch) {
        if (peer.state() == NodeState.LEFT) {
            return peer.permanent() && now.nanos() - peer.heardNanos() > LivenessTiming.LEFT_TOLERANCE.toNanos();
        }
        return peer.isExpected() && now.nanos() - limit(peer, stretch) >= 0;
    }

    private Transition judge(Peer peer, Now now) {
        return switch (peer.state()) {
            case LEFT -> move(peer, NodeState.OFFLINE, "left and did not return", now);
            case ONLINE -> move(peer, NodeState.SUSPECT, "silent", now);
            default -> move(peer, NodeState.OFFLINE, "unreachable", now);
        };
    }

    private long limit(Peer peer, long stretch) {
        long silent = peer.heardNanos() + peer.pardonNanos() + timing.suspect().toNanos() + stretch;
        if (peer.state() == NodeState.SUSPECT) {
            silent += timing.confirm().toNanos();
        }
        return silent;
    }

    private void pardon(Now now, long lateNanos) {
        peers.replaceAll((id, peer) -> peer.isExpected() ? peer.pardoned(lateNanos, now.nanos()) : peer);
        long most = timing.suspect().toNanos() * MAX_STRETCH;
        stretchNanos = Math.min(most, Math.max(stretch(now.nanos()), lateNanos));
        stretchedAtNanos = now.nanos();
    }

    private long stretch(long nowNanos) {
        if (stretchNanos == 0) {
            return 0;
        }
        long halvings = (nowNanos - stretchedAtNanos) / STRETCH_HALF_LIFE_NANOS;
        return halvings > 20 ? 0 : stretchNanos >> Math.max(0, halvings);
    }

    private Transition move(Peer peer, NodeState to, String reason, Now now) {
        peers.put(peer.id(), peer.in(to, reason, now.wallMillis()));
        return new Transition(peer.id(), peer.state(), to, reason);
    }

    private static boolean isFarewellEcho(Peer peer, long incarnation) {
        return peer.state() == NodeState.LEFT && incarnation == peer.incarnation();
    }
}
