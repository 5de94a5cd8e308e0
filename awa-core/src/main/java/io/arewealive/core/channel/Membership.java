package io.arewealive.core.channel;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;

/** JGroups' membership, whose joining can be given up: a channel that closes need not wait for others to answer. */
final class Membership extends GMS {

    private final AtomicBoolean givenUp = new AtomicBoolean();

    Membership() {
        setId(ClassConfigurator.getProtocolId(GMS.class));
    }

    /** Makes a joining that is under way end without a view. */
    void giveUpJoining() {
        givenUp.set(true);
    }

    @Override
    public boolean isLeaving() {
        return super.isLeaving() || (givenUp.get() && view == null);
    }
}
