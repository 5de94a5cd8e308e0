package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.node.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view plane on JGroups. Frames of our own codec go beside JGroups' reliable protocols: nothing repeats them, nothing holds them
 * back, and each destination has a queue of its own, so that {@link #send} returns at once whatever the others do.
 */
public final class JGroupsChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(JGroupsChannel.class);

    private final RandomGenerator random;
    private final Directory directory = new Directory();
    private volatile ChannelOptions options;
    private volatile Link link;
    private volatile List<PeerAddress> peers = List.of();
    private volatile ChannelListener listener = new Deaf();
    private volatile UUID clusterId = NO_CLUSTER;
    private volatile boolean closed;
    private Optional<StackBeans> beans = Optional.empty();

    private JGroupsChannel(ChannelOptions options, RandomGenerator random) {
        this.options = options;
        this.random = random;
        link = link(options);
    }

    private Link link(ChannelOptions now) {
        Ears ears = new Ears();
        return now.hostChannel().isPresent()
                ? new HostLink((JChannel) now.hostChannel().get(), now, ears)
                : new OwnLink(now, ears, random);
    }

    /**
     * A channel that is not open yet.
     *
     * @throws io.arewealive.StartException if an address of the options is not known on this machine
     * @throws IllegalArgumentException if a peer is no {@code host:port}, or the host's channel is none of JGroups
     */
    public static JGroupsChannel create(ChannelOptions options, RandomGenerator random) {
        options.hostChannel().ifPresent(channel -> {
            if (!(channel instanceof JChannel)) {
                throw new IllegalArgumentException(
                        "the host's channel is a " + channel.getClass().getName() + ", not an org.jgroups.JChannel");
            }
        });
        List<PeerAddress> peers =
                options.peers().stream().map(PeerAddress::parse).toList();
        JGroupsChannel channel = new JGroupsChannel(options, random);
        channel.look(peers);
        return channel;
    }

    /** Shows the beans of JGroups itself there, as long as this is open. Called before {@link #open}. */
    public void showIn(MBeanServer server) {
        beans = Optional.of(new StackBeans(server, options.clusterName(), options.nodeName()));
    }

    /**
     * Takes the port at once.
     *
     * @throws io.arewealive.StartException if the port is taken
     */
    @Override
    public void open(ChannelListener newListener) {
        listener = newListener;
        link.open();
        beans.ifPresent(shown -> shown.follow(link.stack()));
    }

    /** Joins in the background, which ends in a first view. */
    @Override
    public void join() {
        link.join();
    }

    @Override
    public int port() {
        return link.port();
    }

    @Override
    public void cluster(UUID id) {
        clusterId = id;
    }

    @Override
    public synchronized void rename(NodeId self) {
        if (closed) {
            return;
        }
        int port = link.port();
        link.close();
        ChannelOptions renamed = options.as(self);
        options = port == 0 ? renamed : renamed.listenOn(options.listen().host(), port, true);
        link = link(options);
        link.peers(peers);
        link.open();
        beans.ifPresent(shown -> shown.follow(link.stack()));
        link.join();
    }

    @Override
    public void send(NodeId to, Bytes body) {
        if (!closed && !to.equals(options.self())) {
            directory.addressOf(to).filter(link::knows).ifPresent(address -> link.send(address, encode(false, body)));
        }
    }

    @Override
    public void broadcast(Bytes body) {
        if (closed) {
            return;
        }
        byte[] frame = encode(false, body);
        for (NodeAddress member : directory.memberAddresses()) {
            if (!member.node().equals(options.self()) && link.knows(member.address())) {
                link.send(member.address(), frame);
            }
        }
    }

    @Override
    public void peers(Collection<String> addresses) {
        look(addresses.stream().flatMap(this::readable).toList());
    }

    private void look(List<PeerAddress> addresses) {
        peers = addresses;
        link.peers(addresses);
    }

    @Override
    public void suspected(Set<NodeId> nodes) {
        link.suspected(nodes);
    }

    /** How many packets were dropped because their destination did not take them. Any thread. */
    public long dropped() {
        return link.dropped();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            beans.ifPresent(StackBeans::close);
            link.close();
            listener = new Deaf();
        }
    }

    /** For tests: hears only these nodes, in frames and in all that JGroups says. */
    void hearOnly(Predicate<NodeId> nodes) {
        if (link instanceof OwnLink own) {
            own.hearOnly(address -> NodeAddress.of(address)
                    .map(NodeAddress::node)
                    .filter(nodes.negate())
                    .isEmpty());
        }
    }

    private byte[] encode(boolean greeting, Bytes body) {
        return FrameCodec.encode(new Frame(greeting, clusterId, options.self(), options.incarnation(), body));
    }

    private Stream<PeerAddress> readable(String text) {
        try {
            return Stream.of(PeerAddress.parse(text));
        } catch (IllegalArgumentException e) {
            LOG.warn("node={} peer skipped: {}", options.nodeName(), e.getMessage());
            return Stream.empty();
        }
    }

    private boolean isOther(UUID id) {
        UUID own = clusterId;
        return !id.equals(NO_CLUSTER) && !own.equals(NO_CLUSTER) && !id.equals(own);
    }

    /** Turns what the link hears into what the listener understands. */
    private final class Ears implements Link.Listener {

        private final Set<Address> greeted = new HashSet<>();
        private Set<Address> members = Set.of();

        @Override
        public void frame(Address from, byte[] data, int offset, int length) {
            Frame frame;
            try {
                frame = FrameCodec.decode(data, offset, length);
            } catch (WireException e) {
                refused(String.valueOf(from), "malformed: " + e.getMessage());
                return;
            }
            Optional<NodeAddress> claimed = NodeAddress.of(from);
            if (claimed.filter(address -> !address.node().equals(frame.from())).isPresent()) {
                refused(
                        String.valueOf(from),
                        "malformed: sent by " + claimed.get().node() + " in the name of " + frame.from());
                return;
            }
            if (frame.from().equals(options.self())) {
                meetTwin(from, frame.incarnation());
                return;
            }
            if (isOther(frame.clusterId())) {
                refused(
                        frame.from() + " at " + from,
                        "another cluster: " + frame.clusterId() + ", this node is of " + clusterId);
                return;
            }
            boolean named = directory.heard(new NodeAddress(from, frame.from(), frame.incarnation()));
            if (named) {
                link.send(from, encode(true, Bytes.EMPTY));
                tellView();
            }
            if (!frame.greeting()) {
                listener.received(frame.from(), frame.clusterId(), frame.incarnation(), frame.body());
            }
        }

        @Override
        public void view(View view) {
            link.address()
                    .ifPresent(own -> directory.heard(new NodeAddress(own, options.self(), options.incarnation())));
            for (Directory.Twins twins : directory.view(view.getMembers())) {
                refused(
                        twins.former().node() + " at " + twins.former().address(),
                        "another start of the same node is in the view; frames go to the later one");
            }
            synchronized (this) {
                members = Set.copyOf(view.getMembers());
            }
            greet();
            tellView();
        }

        @Override
        public void connectionClosed(Address member) {
            directory.ownerOf(member).ifPresent(owner -> listener.connectionClosed(owner.node()));
        }

        @Override
        public Optional<Bytes> asked(String from, UUID about) {
            UUID own = clusterId;
            if (own.equals(NO_CLUSTER)) {
                return Optional.empty();
            }
            if (!about.equals(own)) {
                refused(from, "another cluster: a question about " + about + ", this node is of " + own);
                return Optional.empty();
            }
            return listener.asked();
        }

        @Override
        public void refused(String from, String why) {
            listener.refused(from, why);
        }

        @Override
        public void here(Set<String> addresses) {
            listener.here(addresses);
        }

        @Override
        public void namesUnknown(Set<String> addresses) {
            listener.namesUnknown(addresses);
        }

        @Override
        public void twin(String message) {
            listener.twin(message);
            Thread closer = new Thread(JGroupsChannel.this::close, "awa-channel-" + options.nodeName() + "-copy");
            closer.setDaemon(true);
            closer.start();
        }

        /** Two processes with one id have met, after each had been alone: the one that started last goes. */
        private void meetTwin(Address other, long incarnation) {
            Optional<Address> own = link.address();
            if (own.isEmpty() || own.get().equals(other)) {
                return;
            }
            int order = Long.compare(options.incarnation(), incarnation);
            if (order > 0 || (order == 0 && own.get().compareTo(other) > 0)) {
                twin("the node id " + options.self() + " is in use by the process at " + link.placeOf(other)
                        + ", so the one at " + link.placeOf(own.get())
                        + " takes no part any more; its data directory is a copy: give it an empty one");
            } else {
                link.send(other, encode(true, Bytes.EMPTY));
            }
        }

        @Override
        public void located(Address address) {
            greet();
        }

        /** Makes us known to who is new, and has a connection in place by whose end a death is noticed; one of two dials. */
        private void greet() {
            List<Address> due;
            synchronized (this) {
                greeted.retainAll(members);
                due = members.stream().filter(this::isToGreet).toList();
                greeted.addAll(due);
            }
            due.forEach(member -> link.send(member, encode(true, Bytes.EMPTY)));
        }

        private boolean isToGreet(Address member) {
            boolean unknown = directory.ownerOf(member).isEmpty();
            boolean ours =
                    link.address().filter(own -> own.compareTo(member) < 0).isPresent();
            return (unknown || ours) && !greeted.contains(member) && link.knows(member);
        }

        private void tellView() {
            listener.view(directory.members());
        }
    }

    /** Before and after: nobody listens. */
    private static final class Deaf implements ChannelListener {
        @Override
        public void received(NodeId from, UUID cluster, long incarnation, Bytes body) {
            // nobody listens
        }

        @Override
        public void view(Set<NodeId> members) {
            // nobody listens
        }

        @Override
        public void connectionClosed(NodeId node) {
            // nobody listens
        }

        @Override
        public void refused(String from, String why) {
            // nobody listens
        }
    }
}
