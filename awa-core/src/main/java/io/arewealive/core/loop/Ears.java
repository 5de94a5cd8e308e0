package io.arewealive.core.loop;

import io.arewealive.core.channel.ChannelListener;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.MessageCodec;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.NodeId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Decodes what the channel hears and puts it into the mailbox. On the channel's threads; never blocks. */
public final class Ears implements ChannelListener {

    private final Mailbox mailbox;
    private volatile Supplier<Optional<Bytes>> status = Optional::empty;

    /** Listens for this mailbox. */
    public Ears(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** What those get from now on who ask how the cluster is. */
    public void answerWith(Supplier<Optional<Bytes>> encodedStatus) {
        status = encodedStatus;
    }

    @Override
    public Optional<Bytes> asked() {
        return status.get();
    }

    @Override
    public void received(NodeId from, UUID clusterId, long incarnation, Bytes body) {
        Message message;
        try {
            message = MessageCodec.decode(body);
        } catch (WireException e) {
            refused(from.brief(), "a message that cannot be read: " + e.getMessage());
            return;
        }
        mailbox.offer(new Input.Received(from, clusterId, incarnation, message));
    }

    @Override
    public void view(Set<NodeId> members) {
        mailbox.result(new Input.ViewChanged(members));
    }

    @Override
    public void here(Set<String> addresses) {
        mailbox.result(new Input.Here(addresses));
    }

    @Override
    public void namesUnknown(Set<String> addresses) {
        mailbox.result(new Input.NamesUnknown(addresses));
    }

    @Override
    public void twin(String message) {
        mailbox.result(new Input.Twin(message));
    }

    @Override
    public void connectionClosed(NodeId node) {
        mailbox.offer(new Input.ConnectionClosed(node));
    }

    @Override
    public void refused(String from, String why) {
        mailbox.offerMinor(new Input.Refused(from, why)); // a flood of strangers must not crowd out the members
    }
}
