package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jgroups.Address;

/** What the protocols of this package tell the channel above them. Called on JGroups' threads. */
interface Uplink {

    /** Bytes that claim to be a frame. */
    void frame(Address from, byte[] data, int offset, int length);

    /** It became known where an address is. */
    void located(Address address);

    /** The connection of a member ended. */
    void connectionClosed(Address member);

    /** Some of the addresses to look at lead to this node itself. */
    void here(Set<String> addresses);

    /** The names in some of the addresses to look at are not known now. */
    void namesUnknown(Set<String> addresses);

    /** The membership does not take this node, since another process with its id is in it. */
    void twin(String message);

    /** Somebody at this address who is no node asks how the cluster is; the encoded status, or nothing. */
    Optional<Bytes> asked(String from, UUID clusterId);

    /** Bytes were dropped. */
    void refused(String from, String why);
}
