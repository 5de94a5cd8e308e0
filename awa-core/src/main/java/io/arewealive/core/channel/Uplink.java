package io.arewealive.core.channel;

import org.jgroups.Address;

/** What the protocols of this package tell the channel above them. Called on JGroups' threads. */
interface Uplink {

    /** Bytes that claim to be a frame. */
    void frame(Address from, byte[] data, int offset, int length);

    /** It became known where an address is. */
    void located(Address address);

    /** The connection of a member ended. */
    void connectionClosed(Address member);

    /** Bytes were dropped. */
    void refused(String from, String why);
}
