package io.arewealive.core.channel;

import java.util.List;
import java.util.function.Supplier;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.stack.Protocol;

/** A {@code JChannel} whose start and whose joining are two steps: the first takes the port and fails at once, the second takes time. */
final class JoiningChannel extends JChannel {

    private final Supplier<Address> addresses;

    JoiningChannel(List<Protocol> protocols, Supplier<Address> addresses) throws Exception {
        super(protocols);
        this.addresses = addresses;
    }

    @Override
    protected Address generateAddress(String ownName) {
        return addresses.get();
    }

    /** Starts the protocols: sockets are bound, nothing is accepted yet. */
    void begin(String name) throws Exception {
        lock.lock();
        try {
            _preConnect(name);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves if it had joined, and ends. */
    void end() {
        lock.lock();
        try {
            _close(state == State.CONNECTED);
        } finally {
            lock.unlock();
        }
    }

    /** Joins the others, or goes on alone when none is found. Blocks meanwhile. */
    void join() throws Exception {
        lock.lock();
        try {
            if (state == State.CONNECTING) {
                _connect(new Event(Event.CONNECT, cluster_name)); // the first view makes the state CONNECTED
            }
        } finally {
            lock.unlock();
        }
    }
}
