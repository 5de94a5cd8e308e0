package io.arewealive.core.channel;

import io.arewealive.core.channel.SendQueues.Limits;
import io.arewealive.node.NodeId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;

/**
 * The channel of the application around us, used as it is: its receiver becomes ours, nothing else is changed, and it is neither
 * connected nor closed here. Its stack needs a membership (GMS), discovery, merging (MERGE3) and a failure detection of its own; what
 * is suspected here is not told to it, and a process that ends is noticed as fast as its stack notices. Flow control and
 * retransmission in it do no harm, because frames ask to be left alone; queues of ours keep a blocking transport away from the caller.
 */
final class HostLink implements Link {

    private static final Limits QUEUE = new Limits(4_096, 16L << 20, 4_096);
    private static final int SENDERS = 512;
    private static final Receiver NOBODY = new Receiver() {};

    private final JChannel channel;
    private final Listener listener;
    private final ThreadPoolExecutor senders;
    private final SendQueues<Address> queues;

    HostLink(JChannel channel, ChannelOptions options, Listener listener) {
        this.channel = channel;
        this.listener = listener;
        senders = new ChannelThreads(options.nodeName()).pool("send", SENDERS);
        queues = new SendQueues<>(senders, QUEUE, this::write, unreachable -> {});
    }

    @Override
    public void open() {
        channel.setReceiver(new Receiver() {
            @Override
            public void viewAccepted(View view) {
                listener.view(view);
            }

            @Override
            public void receive(Message message) {
                HostLink.this.receive(message);
            }
        });
        View view = channel.getView();
        if (view != null) {
            listener.view(view);
        }
    }

    @Override
    public void join() {
        // the application connects its channel itself
    }

    @Override
    public int port() {
        return channel.stack().getTransport().localPhysicalAddress() instanceof IpAddress address
                ? address.getPort()
                : 0;
    }

    @Override
    public Optional<Address> address() {
        return Optional.ofNullable(channel.getAddress());
    }

    @Override
    public boolean knows(Address to) {
        return true;
    }

    @Override
    public String placeOf(Address member) {
        return String.valueOf(member);
    }

    @Override
    public void send(Address to, byte[] frame) {
        queues.offer(to, ByteBuffer.wrap(frame));
    }

    @Override
    public void peers(Collection<PeerAddress> addresses) {
        // the application's stack has its own discovery
    }

    @Override
    public void suspected(Set<NodeId> nodes) {
        // the application's stack has its own failure detection
    }

    @Override
    public JChannel stack() {
        return channel;
    }

    @Override
    public long dropped() {
        return queues.dropped();
    }

    @Override
    public void close() {
        channel.setReceiver(NOBODY);
        queues.clear();
        senders.shutdownNow();
    }

    private void write(Address to, ByteBuffer packet) throws Exception {
        byte[] frame = new byte[packet.remaining()];
        packet.duplicate().get(frame);
        channel.send(FramePort.message(to, frame));
    }

    private void receive(Message message) {
        if (message.getType() == Message.BYTES_MSG
                && FrameCodec.looksLikeFrame(message.getArray(), message.getOffset(), message.getLength())) {
            int from = message.getOffset();
            byte[] own = Arrays.copyOfRange(message.getArray(), from, from + message.getLength());
            listener.frame(message.getSrc(), own, 0, own.length);
        }
    }
}
