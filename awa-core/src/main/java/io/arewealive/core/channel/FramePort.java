package io.arewealive.core.channel;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/** The lowest protocol above the transport: frames leave and enter the stack here, past everything that repeats, orders or waits. */
final class FramePort extends Protocol {

    private final Uplink uplink;

    FramePort(Uplink uplink) {
        this.uplink = uplink;
    }

    void send(Address to, byte[] frame) {
        down_prot.down(message(to, frame));
    }

    /** A message that JGroups neither repeats nor orders nor holds back. */
    static Message message(Address to, byte[] frame) {
        return new BytesMessage(to, frame, 0, frame.length)
                .setFlag(Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC, Message.Flag.NO_RELAY)
                .setFlag(Message.Flag.DONT_BUNDLE)
                .setFlag(Message.TransientFlag.DONT_BLOCK, Message.TransientFlag.DONT_LOOPBACK);
    }

    @Override
    public @Nullable Object up(Message message) {
        if (message.getType() == Message.BYTES_MSG
                && message.isFlagSet(Message.Flag.NO_RELIABILITY)
                && !message.isFlagSet(Message.Flag.OOB)) {
            uplink.frame(message.getSrc(), message.getArray(), message.getOffset(), message.getLength());
            return null;
        }
        return up_prot.up(message);
    }
}
