package io.arewealive.core.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.blocks.cs.Connection;

/**
 * Connections that a peer opened before its latest one and that still stand: it has dialled this node at several of its addresses, has
 * lost the way over which the former ones went, or has other keys now. They are read from, and take over when the latest one ends. Any
 * thread.
 */
final class SpareConnections {

    /** Who needs more ways than this to one node at a time does not need the oldest. */
    private static final int MOST = 3;

    private final Map<Address, Deque<Connection>> byPeer = new HashMap<>();

    /** Keeps one more. Returns the one that is to be ended for it. */
    synchronized Optional<Connection> add(Address peer, Connection connection) {
        Deque<Connection> spares = byPeer.computeIfAbsent(peer, unused -> new ArrayDeque<>());
        spares.addLast(connection);
        return spares.size() > MOST ? Optional.of(spares.removeFirst()) : Optional.empty();
    }

    /** Forgets one that ended. Returns whether it was kept here. */
    synchronized boolean remove(Address peer, Connection connection) {
        Deque<Connection> spares = byPeer.get(peer);
        if (spares == null || !spares.remove(connection)) {
            return false;
        }
        if (spares.isEmpty()) {
            byPeer.remove(peer);
        }
        return true;
    }

    /** The one that was opened last, to be used from now on. */
    synchronized Optional<Connection> takeLatest(Address peer) {
        Optional<Connection> latest = Optional.ofNullable(byPeer.get(peer)).map(Deque::peekLast);
        latest.ifPresent(connection -> remove(peer, connection));
        return latest;
    }

    /** All at this moment. */
    synchronized List<Connection> all() {
        return byPeer.values().stream().flatMap(Deque::stream).toList();
    }

    /** All of a peer, to be ended. */
    synchronized List<Connection> takeAll(Address peer) {
        Deque<Connection> spares = byPeer.remove(peer);
        return spares == null ? List.of() : List.copyOf(spares);
    }

    /** All, to be ended. */
    synchronized List<Connection> takeAll() {
        List<Connection> all = new ArrayList<>();
        byPeer.values().forEach(all::addAll);
        byPeer.clear();
        return all;
    }
}
