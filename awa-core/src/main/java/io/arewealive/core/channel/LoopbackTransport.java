package io.arewealive.core.channel;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.protocols.SHARED_LOOPBACK;

/** JGroups' transport within one JVM, with our way of passing frames up. */
final class LoopbackTransport extends SHARED_LOOPBACK {

    LoopbackTransport(FramePolicy policy) {
        message_processing_policy = null;
        msg_processing_policy = policy;
    }

    /** Whether nothing listens any more where a node was. */
    boolean isGone(Address former, Address latest) {
        return down(new Event(Event.GET_PHYSICAL_ADDRESS, former)) == null;
    }
}
