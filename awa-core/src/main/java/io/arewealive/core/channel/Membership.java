package io.arewealive.core.channel;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.GmsImpl;

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

    /** Who has no view, not yet or no more, has nothing to change; JGroups would complain to the log. */
    @Override
    protected void process(Collection<GmsImpl.Request> requests) {
        if (view != null) {
            super.process(requests);
        }
    }

    @Override
    public boolean isLeaving() {
        return super.isLeaving() || (givenUp.get() && view == null);
    }
}
