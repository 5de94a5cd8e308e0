package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jgroups.Address;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.blocks.cs.TcpConnection;
import org.jgroups.blocks.cs.TcpServer;
import org.jgroups.logging.NoopLogImpl;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.ThreadFactory;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' server for connections, with these differences. A caller who does not say who it is keeps no other caller waiting. No
 * connection is closed with a last word: a hung peer would not take it, and whoever closes would wait with it. A peer that dials
 * again is not turned away for the connection that it opened before, or for one that was made with other keys, see {@link
 * SpareConnections}. And of those who are no members only so many stay.
 */
final class NodeServer extends TcpServer {

    /** An alert of TLS 1.3: fatal, handshake_failure. */
    private static final byte[] NO_KEYS_HERE = {21, 3, 3, 0, 2, 2, 40};

    private static final int MOST_STRANGERS = 256;

    private final Doors doors;
    private final Refusals refusals;
    private final SpareConnections spares = new SpareConnections();
    private final Map<InetAddress, Integer> greeted = new ConcurrentHashMap<>();
    private final Strangers<Connection> strangers;

    /**
     * Binds, and listens from {@link #start()} on.
     *
     * @param doors where the first words with each caller are
     */
    NodeServer(
            ThreadFactory threads,
            SocketFactory sockets,
            InetAddress bind,
            int firstPort,
            int lastPort,
            Advertised advertised,
            Doors doors,
            Refusals refusals)
            throws Exception {
        super(threads, sockets, bind, firstPort, lastPort, advertised.address(), advertised.port(), 0);
        this.doors = doors;
        this.refusals = refusals;
        strangers = new Strangers<>(MOST_STRANGERS, each -> !each.isClosed() && !isMember(each));
        acceptor = threads.newThread(new Door(), "door");
        usePeerConnections(true);
        setLogAcceptError(false);
        log(new NoopLogImpl()); // a connection that ends is no news to the log; the channel is told
    }

    /** Where others reach this node; no address if it is where it listens. */
    record Advertised(@Nullable InetAddress address, int port) {}

    /**
     * How callers are received.
     *
     * @param doormen run the first words with each caller; when they are all busy, callers are turned away
     * @param mostOfOne how many callers from one address may be at their first words
     * @param limit ends somebody's first words when they take too long, unless it is cancelled
     * @param keys what a caller has to have, if anything
     * @param answers to those who only ask
     * @param members whether somebody of the membership is there, whose connection is needed
     */
    record Doors(
            Executor doormen,
            int mostOfOne,
            Function<Runnable, Future<?>> limit,
            Optional<ClusterKeys> keys,
            Enquiry.Answers answers,
            Predicate<Address> members) {}

    /** The port that is listened on. */
    int port() {
        return srv_sock.getLocalPort();
    }

    /** Closes the socket even if it never accepted. */
    void closeAll() {
        clearConnections(false);
        Util.close(srv_sock);
    }

    /** Ends the connection of a peer. */
    void drop(Address peer) {
        spares.takeAll(peer).forEach(NodeServer::end);
        Connection connection = conns.remove(peer);
        if (connection != null) {
            end(connection);
        }
    }

    @Override
    public void clearConnections(boolean graceful) {
        spares.takeAll().forEach(NodeServer::end);
        super.clearConnections(graceful);
    }

    /** JGroups keeps one of two connections between two nodes, as is right when both have dialled at the same time. */
    @Override
    public void handleIncomingConnection(Address peer, Connection connection) throws Exception {
        Connection standing = conns.get(peer);
        boolean race = standing instanceof NodeConnection && !KeyedConnection.differ(connection, standing);
        if (standing == null || race) {
            super.handleIncomingConnection(peer, connection);
            return;
        }
        notifyConnectionEstablished(connection);
        connection.start();
        putBefore(peer, connection);
    }

    /** What stands is read on; the other side may have something to say there. */
    private void putBefore(Address peer, Connection connection) {
        Optional<Connection> tooMany;
        synchronized (spares) {
            Connection previous = conns.put(peer, connection);
            tooMany = previous == null ? Optional.empty() : spares.add(peer, previous);
        }
        tooMany.ifPresent(NodeServer::end);
    }

    /** All connections at this moment, those in use and the spares. */
    List<Connection> standing() {
        return Stream.concat(conns.values().stream(), spares.all().stream()).toList();
    }

    /**
     * Ends a connection. If it is the one in use to a member, another one is made, and this one becomes a spare, to be ended later:
     * neither side is without one for a moment, so that nobody takes it for the end of a process.
     */
    void renew(Connection connection) {
        Address peer = connection.peerAddress();
        if (isMember(connection) && isInUse(connection)) {
            try {
                handleOutgoingConnection(peer, createConnection(peer));
                return;
            } catch (Exception e) {
                // nobody there with keys that are trusted
            }
        }
        removeConnectionIfPresent(peer, connection);
    }

    boolean isInUse(Connection connection) {
        return conns.get(connection.peerAddress()) == connection;
    }

    /** Whether the other one is to make a connection anew, if both have a reason to. */
    boolean waitsFor(Connection connection) {
        return isMember(connection) && localAddress().compareTo(connection.peerAddress()) > 0;
    }

    private boolean isMember(Connection connection) {
        return doors.members().test(connection.peerAddress());
    }

    @Override
    public void notifyConnectionClosed(Connection connection) {
        if (connection instanceof CallerConnection caller) {
            caller.ended();
        }
        super.notifyConnectionClosed(connection);
    }

    @Override
    public void stop() {
        clearConnections(false);
        super.stop();
    }

    @Override
    public void replaceConnection(Address peer, Connection connection) {
        if (KeyedConnection.differ(connection, conns.get(peer))) {
            putBefore(peer, connection);
            return;
        }
        Connection previous = conns.put(peer, connection);
        if (previous != null) {
            end(previous);
        }
    }

    @Override
    public void removeConnectionIfPresent(Address peer, Connection connection) {
        if (peer == null || connection == null) {
            return;
        }
        boolean removed;
        synchronized (spares) {
            removed = conns.remove(peer, connection);
            if (removed) {
                spares.takeLatest(peer).ifPresent(spare -> conns.put(peer, spare));
            }
            removed |= spares.remove(peer, connection);
        }
        if (removed) {
            end(connection);
        }
    }

    private static void end(Connection connection) {
        try {
            connection.close(false);
        } catch (IOException e) {
            // it has ended
        }
    }

    @Override
    protected TcpConnection createConnection(Address destination) throws Exception {
        return new NodeConnection(destination, this, doors, refusals).useLockToSend(use_lock_to_send);
    }

    private final class Door extends Acceptor {

        @Override
        protected void handleAccept(Socket caller) {
            InetAddress from = caller.getInetAddress();
            if (greeted.merge(from, 1, Integer::sum) > doors.mostOfOne()) {
                turnAway(caller, "more than " + doors.mostOfOne() + " callers from there at once");
                return;
            }
            try {
                doors.doormen().execute(() -> greet(caller));
            } catch (RejectedExecutionException e) {
                turnAway(caller, "too many callers at once");
            }
        }

        private void turnAway(Socket caller, String why) {
            done(caller);
            Util.close(caller);
            refusals.turnedAway(caller.getInetAddress().getHostAddress(), why);
        }

        private void done(Socket caller) {
            greeted.computeIfPresent(caller.getInetAddress(), (from, callers) -> callers == 1 ? null : callers - 1);
        }

        private void greet(Socket caller) {
            Future<?> limit = doors.limit().apply(() -> Util.close(caller));
            try {
                receive(new CallerConnection(checked(caller), NodeServer.this));
            } catch (Exception e) {
                if (Refusals.isForWantOfKeys(e)) {
                    sayThatThereAreNoKeys(caller);
                }
                Util.close(caller); // a caller who does not speak our language
                refusals.failed(caller.getInetAddress().getHostAddress(), e);
            } finally {
                limit.cancel(false);
                done(caller);
            }
        }

        /** In the caller's language, so that it can tell its people too. */
        private static void sayThatThereAreNoKeys(Socket caller) {
            try {
                caller.getOutputStream().write(NO_KEYS_HERE);
            } catch (IOException e) {
                // it does not listen any more
            }
        }

        /** A node's connection goes on; whoever only asks is answered here, and that is all. */
        private void receive(CallerConnection caller) throws Exception {
            try {
                if (!caller.asks()) {
                    caller.useLockToSend(use_lock_to_send);
                    handleIncomingConnection(caller.peerAddress(), caller);
                    if (caller.hasEnded()) { // read and refused before it was kept: nobody else would close it
                        removeConnectionIfPresent(caller.peerAddress(), caller);
                    }
                    makeRoomFor(caller);
                    return;
                }
                caller.answer(doors.answers());
            } catch (Exception e) {
                end(caller);
                throw e;
            }
            end(caller);
        }

        private Socket checked(Socket caller) throws IOException {
            if (doors.keys().isEmpty()) {
                return caller;
            }
            SSLSocket spoken = doors.keys().get().server(caller);
            spoken.setSoTimeout(peerAddressReadTimeout());
            spoken.startHandshake();
            doors.keys().get().check(spoken.getSession());
            spoken.setSoTimeout(0);
            return spoken;
        }

        private void makeRoomFor(CallerConnection caller) {
            if (isMember(caller)) {
                return;
            }
            strangers.add(caller).ifPresent(first -> {
                removeConnectionIfPresent(first.peerAddress(), first);
                refusals.turnedAway(
                        String.valueOf(first.peerAddress()),
                        "more than " + MOST_STRANGERS + " callers that are no members");
            });
        }
    }
}
