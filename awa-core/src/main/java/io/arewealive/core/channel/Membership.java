package io.arewealive.core.channel;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.GmsImpl;
import org.jgroups.protocols.pbcast.JoinRsp;
import org.jspecify.annotations.Nullable;

/** JGroups' membership, whose joining can be given up: a channel that closes need not wait for others to answer. */
final class Membership extends GMS {

    private final AtomicBoolean givenUp = new AtomicBoolean();
    private volatile Optional<Copies> copies = Optional.empty();
    private volatile Consumer<String> refusal = why -> {};

    Membership() {
        setId(ClassConfigurator.getProtocolId(GMS.class));
    }

    /** Keeps out who goes by the id of a member that lives, and tells when this node is kept out itself. */
    void keepOut(Copies others, Consumer<String> onRefusal) {
        copies = Optional.of(others);
        refusal = onRefusal;
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

    /** Answers whoever is kept out; and whoever is kept out tries again for a while, since a former process may not be missed yet. */
    @Override
    protected @Nullable Object handle(GmsHeader header, Message message) {
        if (header.getType() == GmsHeader.JOIN_REQ && isKeptOut(header.getMember())) {
            return null;
        }
        if (header.getType() == GmsHeader.JOIN_RSP) {
            JoinRsp answer = readJoinRsp(message.getArray(), message.getOffset(), message.getLength());
            if (answer != null && answer.getFailReason() != null) {
                refusal.accept(answer.getFailReason());
                return null;
            }
        }
        return super.handle(header, message);
    }

    private boolean isKeptOut(Address newcomer) {
        View current = view;
        if (current == null) {
            return false;
        }
        Optional<String> objection = copies.flatMap(each -> each.objection(newcomer, current.getMembers(), local_addr));
        objection.ifPresent(why -> sendJoinResponse(new JoinRsp(why), newcomer));
        return objection.isPresent();
    }

    @Override
    public boolean isLeaving() {
        return super.isLeaving() || (givenUp.get() && view == null);
    }
}
