package io.arewealive.snmp.trap;

import io.arewealive.Awa;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which notification an event calls for, if it is this node that has to send it. An event of the cluster is told by the node that led when
 * it was agreed on: all read that from the same log, so it is one and no other. The loss of the majority, which no log holds, is told by
 * the first node, by name, of those that see each other; so is its return, or else by the leader. Called from one thread.
 */
final class Duty {

    /** The types of events that call for a notification, some of them or all. */
    static final Set<EventType> TYPES = Set.of(EventType.NODE_STATUS, EventType.LEADER, EventType.QUORUM);

    private final Awa awa;
    private final Instant since;
    private Optional<String> leader = Optional.empty();
    private Optional<String> speaker = Optional.empty();

    /**
     * The duty of an instance.
     *
     * @param since what happened before is not told again
     */
    Duty(Awa awa, Instant since) {
        this.awa = awa;
        this.since = since;
    }

    /** The name of the notification to send. */
    Optional<String> of(Event event) {
        return event.stream() == EventStream.CLUSTER ? ofCluster(event) : ofMajority(event);
    }

    private Optional<String> ofCluster(Event event) {
        if (event.type() == EventType.LEADER) {
            leader = Optional.ofNullable(event.details().get("leader"));
        }
        ClusterStatus status = awa.status();
        boolean mine = leader.or(status::leader).filter(status.viewer()::equals).isPresent();
        if (!mine || event.time().isBefore(since)) {
            return Optional.empty();
        }
        return switch (event.type()) {
            case NODE_STATUS -> Optional.of("awaNodeStatusChanged");
            case LEADER -> Optional.of("awaLeaderChanged");
            default -> Optional.empty();
        };
    }

    private Optional<String> ofMajority(Event event) {
        if (event.type() != EventType.QUORUM) {
            return Optional.empty();
        }
        boolean lost = !Boolean.parseBoolean(event.details().get("quorum"));
        String me = awa.status().viewer();
        if (lost) {
            boolean rings = event.severity() == Severity.CRITICAL && speaker.isEmpty();
            if (rings) {
                speaker = online().or(() -> Optional.of(me));
            }
            return rings && speaker.filter(me::equals).isPresent() ? Optional.of("awaQuorumLost") : Optional.empty();
        }
        Optional<String> told = speaker;
        speaker = Optional.empty();
        boolean mine = told.filter(name -> name.equals(me) || (!isOnline(name) && leads(me)))
                .isPresent();
        return mine ? Optional.of("awaQuorumRegained") : Optional.empty();
    }

    private boolean leads(String me) {
        return awa.status().leader().filter(me::equals).isPresent();
    }

    private boolean isOnline(String name) {
        return awa.status().nodes().stream()
                .anyMatch(node -> node.name().equals(name) && node.state() == NodeState.ONLINE);
    }

    private Optional<String> online() {
        return awa.status().nodes().stream()
                .filter(node -> node.state() == NodeState.ONLINE)
                .map(NodeStatus::name)
                .sorted()
                .findFirst();
    }
}
