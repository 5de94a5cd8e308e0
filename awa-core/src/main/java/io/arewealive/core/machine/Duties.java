package io.arewealive.core.machine;

import io.arewealive.core.liveness.Peer;
import io.arewealive.core.machine.Alarms.Standing;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.raft.RaftEffect;
import io.arewealive.core.raft.RaftInput;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What a leader does beside leading: it says that it leads, passes verdicts on the nodes, lets rows of ephemeral nodes go, and
 * looks after the voters' seats. Called from the loop only.
 */
final class Duties {

    static final String AUTHOR = "cluster";

    private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final long SEATS_REST_NANOS = Duration.ofMillis(300).toNanos();
    private static final long SEATS_REFUSED_NANOS = Duration.ofMillis(500).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LEAVING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long UNHEARD_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long RELIEF_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long EPHEMERAL_NANOS = Duration.ofMinutes(10).toNanos();

    private final Knowledge known;
    private final Submissions submissions;
    private final Seats seats;
    private final OldCopies copies;
    private final RandomGenerator random;
    private final Map<NodeId, CommandId> underWay = new HashMap<>();
    private final Map<NodeId, Long> leaving = new HashMap<>();
    private final Map<NodeId, Long> lostSince = new HashMap<>();
    private long nextNanos;
    private long leadingSinceNanos;
    private long leadingTerm = -1;
    private long announcedTerm = -1;
    private long seatsPausedUntilNanos;
    private long seatToken;
    private boolean seatPending;
    private long nextReliefNanos;

    Duties(Knowledge known, Submissions submissions, OldCopies copies, RandomGenerator random) {
        this.known = known;
        this.submissions = submissions;
        this.seats = new Seats(known);
        this.copies = copies;
        this.random = random;
        this.nextNanos = known.now.nanos();
        this.seatsPausedUntilNanos = known.now.nanos();
        this.nextReliefNanos = known.now.nanos();
    }

    /** A new id for a command of this node's own. */
    CommandId newCommandId() {
        return new CommandId(new UUID(random.nextLong(), random.nextLong()));
    }

    /** Another epoch has begun, with terms of its own. */
    void startOver() {
        leadingTerm = -1;
        announcedTerm = -1;
        leaving.clear();
        underWay.clear();
    }

    /** A voter wants to stop. */
    void leaving(NodeId node) {
        leaving.put(node, known.now.nanos());
        nextNanos = known.now.nanos();
    }

    /** Something changed that may call for action at once. */
    void hurry() {
        nextNanos = Math.min(nextNanos, known.now.nanos());
    }

    void tick() {
        if (nextNanos - known.now.nanos() > 0) {
            return;
        }
        nextNanos = known.now.nanos() + EVERY_NANOS;
        leaving.values().removeIf(since -> known.now.nanos() - since > LEAVING_NANOS);
        if (!known.isLeader()) {
            seatPending = false;
            nextNanos = known.now.nanos() + IDLE_NANOS;
            return;
        }
        if (leadingTerm != known.raft.term()) {
            leadingTerm = known.raft.term();
            leadingSinceNanos = known.now.nanos();
            lostSince.clear();
        }
        lostSince.keySet().removeIf(id -> known.state.table().find(id).isEmpty());
        boolean hasName = known.state.table().find(known.self()).isPresent();
        if (announcedTerm != known.raft.term() && hasName) {
            announcedTerm = known.raft.term();
            submit(new Command.Elected(known.self(), announcedTerm));
        }
        underWay.values().removeIf(id -> !submissions.isPending(id));
        known.state.table().view().nodes().forEach(this::lookAfter);
        lookAfterSeats();
        handOverFromWitness();
    }

    private void lookAfter(Node node) {
        if (underWay.containsKey(node.id())) {
            return;
        }
        Optional<Standing> standing = known.state.verdict(node.id());
        Optional<Command.Verdict> verdict =
                verdictOn(node).filter(v -> !standing.map(Standing::state).equals(Optional.of(v.state())));
        if (verdict.isPresent()) {
            underWay.put(node.id(), submit(verdict.get()));
        } else if (node.lifetime() == Lifetime.EPHEMERAL
                && standing.filter(s -> isGone(node.id(), s)).isPresent()) {
            underWay.put(node.id(), submit(new Command.Edit(new TableEdit.Delete(node.id(), false))));
        } else if (known.raft.membership().isVoter(node.id())) {
            note(node.id());
        }
    }

    /** Puts into the log that a voter was started, and how far it was when it was lost. */
    private void note(NodeId voter) {
        boolean self = voter.equals(known.self());
        Seen heard = self ? new Seen(known.setup.incarnation(), 0) : copies.heard(voter);
        Seen noted = known.state.seen(voter);
        boolean lost = !self && !known.liveness.in(NodeState.ONLINE).contains(voter);
        if (heard.incarnation() > noted.incarnation() || (lost && heard.applied() > noted.applied())) {
            underWay.put(voter, submit(new Command.Progressed(voter, heard.incarnation(), heard.applied())));
        }
    }

    /** Lost for long enough, as this leader has counted it: clocks of hosts jump, and differ. */
    private boolean isGone(NodeId node, Standing standing) {
        if (standing.state() != NodeState.OFFLINE) {
            lostSince.remove(node);
            return standing.state() == NodeState.LEFT;
        }
        long since = lostSince.computeIfAbsent(node, first -> known.now.nanos());
        return known.now.nanos() - since > EPHEMERAL_NANOS;
    }

    private Optional<Command.Verdict> verdictOn(Node node) {
        if (node.id().equals(known.self())) {
            return Optional.of(new Command.Verdict(node.id(), NodeState.ONLINE, ""));
        }
        Optional<Peer> peer = known.liveness.peer(node.id());
        if (peer.isEmpty()) {
            return Optional.empty();
        }
        return switch (peer.get().state()) {
            case ONLINE, OFFLINE, LEFT ->
                Optional.of(new Command.Verdict(
                        node.id(), peer.get().state(), peer.get().reason()));
            case SUSPECT -> Optional.empty();
            case UNKNOWN ->
                node.claimed() && known.now.nanos() - leadingSinceNanos > UNHEARD_NANOS
                        ? Optional.of(new Command.Verdict(node.id(), NodeState.OFFLINE, "not heard by the leader"))
                        : Optional.empty();
        };
    }

    private void lookAfterSeats() {
        if (seatPending || known.raft.membership().isJoint() || seatsPausedUntilNanos - known.now.nanos() > 0) {
            return;
        }
        Set<NodeId> gone = new HashSet<>(leaving.keySet());
        gone.addAll(known.liveness.in(NodeState.LEFT)); // one that said goodbye before it knew of its seat
        seats.wanted(gone, known.votersMax, known.setup.raft().promoteWithin()).ifPresent(this::change);
    }

    private void change(Set<NodeId> wanted) {
        seatsPausedUntilNanos = known.now.nanos() + SEATS_REST_NANOS;
        if (!wanted.contains(known.self())) {
            Set<NodeId> heirs = new HashSet<>(known.raft.membership().voters());
            heirs.retainAll(wanted);
            Optional<NodeId> heir = furthest(heirs);
            if (heir.isPresent()) {
                known.tellRaft(new RaftInput.Transfer(heir.get()));
                return;
            }
        }
        seatPending = true;
        seatToken--;
        known.tellRaft(new RaftInput.ChangeVoters(seatToken, wanted));
    }

    private Optional<NodeId> furthest(Set<NodeId> heirs) {
        return heirs.stream()
                .filter(id -> known.liveness.in(NodeState.ONLINE).contains(id))
                .max((a, b) -> Long.compare(matched(a), matched(b)));
    }

    private long matched(NodeId id) {
        return known.raft.matched().getOrDefault(id, 0L);
    }

    /** A witness may win an election, because its log counts like any other; a full node that has caught up takes over at once. */
    private void handOverFromWitness() {
        boolean settled = !seatPending && !known.raft.membership().isJoint();
        if (!known.setup.self().witness() || !settled || nextReliefNanos - known.now.nanos() > 0) {
            return;
        }
        Set<NodeId> heirs = new HashSet<>(known.raft.membership().voters());
        heirs.removeIf(id -> id.equals(known.self())
                || leaving.containsKey(id)
                || Roles.isWitness(known, id)
                || known.raft.lastIndex() - matched(id) > known.setup.raft().promoteWithin());
        furthest(heirs).ifPresent(heir -> {
            nextReliefNanos = known.now.nanos() + RELIEF_NANOS;
            known.tellRaft(new RaftInput.Transfer(heir));
        });
    }

    /** The engine took or refused a change of voters. */
    void seatDecided(long token) {
        if (token == seatToken) {
            seatPending = false;
        }
    }

    void seatDropped(RaftEffect.Dropped dropped) {
        if (dropped.token() == seatToken) {
            seatPending = false;
            seatsPausedUntilNanos = known.now.nanos() + SEATS_REFUSED_NANOS;
        }
    }

    private CommandId submit(Command command) {
        CommandId id = newCommandId();
        submissions.submitHere(new Envelope(id, known.now.wallMillis(), AUTHOR, command), TIMEOUT_NANOS);
        return id;
    }

    long deadlineNanos() {
        return nextNanos;
    }
}
