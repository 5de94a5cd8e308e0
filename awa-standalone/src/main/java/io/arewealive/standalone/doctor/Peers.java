package io.arewealive.standalone.doctor;

import io.arewealive.core.config.HostPort;
import io.arewealive.node.Node;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether peers can be dialled from here, and whether they dial here. */
final class Peers {

    private static final String SUBJECT = "peer";
    private static final int TIMEOUT_MILLIS = 2_000;

    private Peers() {}

    static List<Finding> look(Patient patient) {
        return patient.peers().stream()
                .flatMap(peer -> look(peer, patient).stream())
                .toList();
    }

    private static List<Finding> look(HostPort peer, Patient patient) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(peer.host());
            List<Finding> found = new ArrayList<>();
            Arrays.stream(addresses)
                    .map(address -> outward(peer, address, patient))
                    .forEach(found::addAll);
            found.add(inward(peer, addresses, patient));
            return found;
        } catch (UnknownHostException e) {
            return List.of(
                    Finding.fail(SUBJECT, peer.host() + " has no address here", "mend the name, or give an address"));
        }
    }

    private static List<Finding> outward(HostPort peer, InetAddress address, Patient patient) {
        String text = address.getHostAddress();
        String where = peer.host().equals(text) ? peer.toString() : peer + " (" + text + ")";
        long begin = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, peer.port()), TIMEOUT_MILLIS);
            String took = String.format(java.util.Locale.ROOT, "%.1f ms", (System.nanoTime() - begin) / 1e6);
            Finding reached = Finding.ok(SUBJECT, where + " is reached from here in " + took);
            return Optional.of(new Handshake(patient.config()))
                    .filter(handshake -> isWanted(patient))
                    .flatMap(handshake -> handshake.with(where, address, peer.port()))
                    .map(greeted -> List.of(reached, greeted))
                    .orElse(List.of(reached));
        } catch (java.net.ConnectException e) {
            return List.of(Finding.fail(
                    SUBJECT,
                    where + " refuses connections (" + e.getMessage() + ")",
                    "start its server; see that it listens there (awa.bind), and that no firewall refuses"));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    SUBJECT,
                    where + " is not reached from here (" + e.getMessage() + ")",
                    "look at the address, the routes and the firewalls between; the port must be open both ways"));
        }
    }

    /** A server that runs without keys, on loopback or because it was told to, would be greeted in vain. */
    private static boolean isWanted(Patient patient) {
        return patient.status().map(status -> status.security().equals("tls")).orElse(true);
    }

    /** The other way is seen only if that server has dialled this one: servers keep such connections open. */
    private static Finding inward(HostPort peer, InetAddress[] addresses, Patient patient) {
        String cannot = "whether " + peer + " reaches this machine cannot be tested from here: ";
        String there = "run there: awa doctor --peer " + own(patient);
        Optional<NodeStatus> self = patient.status().flatMap(Peers::self);
        if (self.isEmpty()) {
            return Finding.warn(SUBJECT, cannot + "no server runs here", there);
        }
        Optional<Set<InetAddress>> callers = Connections.to(self.get().port());
        if (callers.isPresent() && Arrays.stream(addresses).anyMatch(callers.get()::contains)) {
            return Finding.ok(
                    SUBJECT,
                    peer + " has opened a connection to this server: it reaches port "
                            + self.get().port());
        }
        boolean online = patient.status().stream()
                .flatMap(status -> status.nodes().stream())
                .anyMatch(node -> node.host().equals(peer.host())
                        && node.port() == peer.port()
                        && node.state() == NodeState.ONLINE);
        return Finding.warn(
                SUBJECT,
                cannot
                        + (online
                                ? "the two talk over a connection that this server has opened"
                                : "it has no connection to this server"),
                there);
    }

    private static Optional<NodeStatus> self(ClusterStatus status) {
        return status.nodes().stream()
                .filter(node -> node.id().equals(status.viewerId()))
                .findFirst();
    }

    private static String own(Patient patient) {
        return patient.status()
                .flatMap(Peers::self)
                .map(NodeStatus::address)
                .or(() -> patient.config()
                        .map(config -> Node.address(
                                config.identity().host(),
                                config.identity().port().orElse(HostPort.DEFAULT_PORT))))
                .orElse("HOST:PORT of this machine");
    }
}
