package io.arewealive.status;

import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One node as one viewer sees it. What is not known is empty, never zero.
 *
 * @param id its identity
 * @param name its name
 * @param host what others dial
 * @param port what others dial
 * @param state alive or not
 * @param role its part in the log
 * @param lifetime of its row
 * @param version the version of its table, from its last beat
 * @param lag how many changes it is behind the highest version this viewer knows; 0 or more
 * @param latencyMillis round trip to it, milliseconds
 * @param clockOffsetMillis its clock minus the viewer's, milliseconds, by half the round trip
 * @param lastSeen when the viewer last heard it
 * @param since when it came into this state, as the viewer saw it
 * @param uptimeSeconds how long its process has been up
 * @param software its version of AWA
 * @param protocol the version of its wire protocol
 * @param maintenance whether somebody works on it, so that it does not ring
 * @param reason why it is in this state: {@code process ended}, {@code unreachable}, {@code paused 7.2 s}, {@code flapping}, …; empty when online and
 *     nothing is to be said
 */
public record NodeStatus(
        NodeId id,
        String name,
        String host,
        int port,
        NodeState state,
        Role role,
        Lifetime lifetime,
        OptionalLong version,
        OptionalLong lag,
        OptionalDouble latencyMillis,
        OptionalDouble clockOffsetMillis,
        Optional<Instant> lastSeen,
        Instant since,
        OptionalLong uptimeSeconds,
        Optional<String> software,
        OptionalLong protocol,
        Optional<MaintenanceWindow> maintenance,
        String reason) {

    /**
     * A node of which no more is known than its row.
     *
     * @param since when that was so
     * @param reason why no more is known
     */
    public static NodeStatus unknown(
            NodeId id, String name, String host, int port, Lifetime lifetime, Instant since, String reason) {
        return new NodeStatus(
                id,
                name,
                host,
                port,
                NodeState.UNKNOWN,
                Role.NONE,
                lifetime,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                since,
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                reason);
    }

    /** What others dial, in the form {@code host:port}; an IPv6 address stands in brackets. */
    public String address() {
        return Node.address(host, port);
    }
}
