package io.arewealive.core.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * JGroups' server for connections, with these differences. Callers are received by a {@link Doorman}. No
 * connection is closed with a last word: a hung peer would not take it, and whoever closes would wait with it. A peer that dials
 * again is not turned away for the connection that it opened before, or for one that was made with other keys, see {@link
 * SpareConnections}. And of those who are no members only so many stay.
 */
final class NodeServer extends TcpServer {

    private static final int MOST_STRANGERS = 256;

    private final Doorman.Rules rules;
    private final Enquiry.Answers answers;
    private final Predicate<Address> members;
    private final Refusals refusals;
    private final Doorman doorman;
    private final SpareConnections spares = new SpareConnections();
    private final Strangers<Connection> strangers;

    /**
     * Binds, and listens from {@link #start()} on.
     *
     * @param rules how callers are received
     * @param answers to those who only ask
     * @param members whether somebody of the membership is there, whose connection is needed
     */
    NodeServer(
            ThreadFactory threads,
            SocketFactory sockets,
            InetAddress bind,
            int firstPort,
            int lastPort,
            Advertised advertised,
            Doorman.Rules rules,
            Enquiry.Answers answers,
            Predicate<Address> members,
            Refusals refusals)
            throws Exception {
        super(threads, sockets, bind, firstPort, lastPort, advertised.address(), advertised.port(), 0);
        this.rules = rules;
        this.answers = answers;
        this.members = members;
        this.refusals = refusals;
        doorman = new Doorman(rules, refusals, this::receive);
        strangers = new Strangers<>(MOST_STRANGERS, each -> !each.isClosed() && !isMember(each));
        acceptor = threads.newThread(new Door(), "door");
        usePeerConnections(true);
        setLogAcceptError(false);
        log(new NoopLogImpl()); // a connection that ends is no news to the log; the channel is told
    }

    /** Where others reach this node; no address if it is where it listens. */
    record Advertised(@Nullable InetAddress address, int port) {}

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
        return members.test(connection.peerAddress());
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
        return new NodeConnection(destination, this, rules, refusals).useLockToSend(use_lock_to_send);
    }

    private final class Door extends Acceptor {

        @Override
        protected void handleAccept(Socket caller) {
            doorman.meet(caller);
        }
    }

    /** A node's connection goes on; whoever only asks is answered here, and that is all. */
    private void receive(Socket checked) throws Exception {
        var caller = new CallerConnection(checked, this);
        try {
            if (!caller.asks()) {
                keep(caller);
                return;
            }
            caller.answer(answers);
        } catch (Exception e) {
            end(caller);
            throw e;
        }
        end(caller);
    }

    private void keep(CallerConnection caller) throws Exception {
        caller.useLockToSend(use_lock_to_send);
        handleIncomingConnection(caller.peerAddress(), caller);
        if (caller.hasEnded()) { // read and refused before it was kept: nobody else would close it
            removeConnectionIfPresent(caller.peerAddress(), caller);
        }
        if (!isMember(caller)) {
            makeRoomFor(caller);
        }
    }

    private void makeRoomFor(CallerConnection caller) {
        strangers.add(caller).ifPresent(first -> {
            removeConnectionIfPresent(first.peerAddress(), first);
            refusals.turnedAway(
                    String.valueOf(first.peerAddress()),
                    "more than " + MOST_STRANGERS + " callers that are no members");
        });
    }
}
