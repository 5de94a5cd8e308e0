package io.arewealive.standalone.doctor;

import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.HostPort;
import io.arewealive.status.NodeStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** The port that others dial: the running server answers there, or it is free for one. */
final class OwnPort {

    private static final String SUBJECT = "port";
    private static final int LAST_DEFAULT_PORT = 7809;
    private static final int TIMEOUT_MILLIS = 2_000;

    private OwnPort() {}

    static List<Finding> look(Patient patient) {
        Optional<NodeStatus> self = patient.status()
                .flatMap(status -> status.nodes().stream()
                        .filter(node -> node.id().equals(status.viewerId()))
                        .findFirst());
        if (self.isPresent()) {
            return List.of(answers(self.get().host(), self.get().port()));
        }
        return patient.config().map(OwnPort::free).map(List::of).orElse(List.of());
    }

    private static Finding answers(String host, int port) {
        String where = host + ":" + port;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return Finding.ok(SUBJECT, "the server here answers at " + where);
        } catch (IOException e) {
            return Finding.warn(
                    SUBJECT,
                    "the server here does not answer at " + where + " from this machine (" + e.getMessage() + ")",
                    "right behind a router that translates addresses; else look at awa.bind, awa.node.host and the firewall");
        }
    }

    private static Finding free(AwaConfig config) {
        String bind = config.network().bind();
        int first = config.identity().port().orElse(HostPort.DEFAULT_PORT);
        int last = config.identity().port().orElse(LAST_DEFAULT_PORT);
        for (int port = first; port <= last; port++) {
            if (isFree(bind, port)) {
                return Finding.ok(SUBJECT, bind + ":" + port + " is free for a server");
            }
        }
        return Finding.fail(
                SUBJECT,
                first == last
                        ? bind + ":" + first + " is taken, and no server of this directory runs"
                        : "the ports " + first + " to " + last + " of " + bind + " are taken",
                "find out by whom (ss -ltnp), or set awa.node.port");
    }

    private static boolean isFree(String bind, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
