package io.arewealive.core.channel;

import io.arewealive.node.NodeId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.View;

/** What carries frames between addresses and knows the view: a stack of our own, or the application's channel. */
interface Link {

    /** Hears from a link. */
    interface Listener extends Uplink {

        /** The membership changed. */
        void view(View view);
    }

    /** Takes the port. */
    void open();

    /** Begins to look for others, if it has not yet; returns before any is found. */
    void join();

    /** The port that is listened on, 0 if there is none. */
    int port();

    /** Our own address, once there is one. */
    Optional<Address> address();

    /** Whether a frame to this address has a way. */
    boolean knows(Address to);

    /** Where a member is, for people. */
    String placeOf(Address member);

    /** Sends, or drops; never blocks. */
    void send(Address to, byte[] frame);

    /** Where to look for others. */
    void peers(Collection<PeerAddress> addresses);

    /** Who is lost now. */
    void suspected(Set<NodeId> nodes);

    /** The stack below, to look at. */
    JChannel stack();

    /** How many frames were dropped because their destination did not take them. */
    long dropped();

    /** Ends within two seconds. */
    void close();
}
