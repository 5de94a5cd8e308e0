package io.arewealive.core.channel;

import java.util.function.Predicate;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.util.MaxOneThreadPerSender;
import org.jgroups.util.MessageBatch;

/**
 * Frames go up on the thread that read them: no pool can be too busy for them, and those of one sender keep their order. All else
 * takes JGroups' way. This is also the place where tests cut a node off, because everything that arrives comes by.
 */
final class FramePolicy extends MaxOneThreadPerSender {

    private volatile Predicate<Address> audible = sender -> true;

    /** From now on only messages from these addresses are heard. */
    void hearOnly(Predicate<Address> senders) {
        audible = senders;
    }

    @Override
    public boolean process(Message message, boolean oob) {
        Address sender = message.getSrc();
        if (sender == null || !audible.test(sender)) {
            return false;
        }
        if (!oob && message.getType() == Message.BYTES_MSG && message.isFlagSet(Message.Flag.NO_RELIABILITY)) {
            tp.passMessageUp(message, true, message.getDest() == null, true);
            return true;
        }
        return super.process(message, oob);
    }

    @Override
    public boolean process(MessageBatch batch, boolean oob) {
        return audible.test(batch.sender()) && super.process(batch, oob);
    }
}
