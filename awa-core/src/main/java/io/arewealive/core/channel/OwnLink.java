package io.arewealive.core.channel;

import io.arewealive.StartException;
import io.arewealive.core.channel.ChannelOptions.Listen;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.TP;
import org.jgroups.stack.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stack of our own: transport, frames, discovery, merging, suspicion, membership. */
final class OwnLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(OwnLink.class);
    private static final int LOOKERS = 32;
    private static final int FLUSH_ROUNDS = 20;
    private static final int FLUSH_ROUND_MILLIS = 10;
    private static final int KEPT_OUT_MOST = 4;
    private static final long CLOSE_MILLIS = 1_300;

    private final ChannelOptions options;
    private final ChannelThreads threads;
    private final ThreadPoolExecutor lookers;
    private final FramePolicy policy = new FramePolicy();
    private final FramePort frames;
    private final TP transport;
    private final Discovery discovery;
    private final Suspicion suspicion;
    private final Membership membership = new Membership();
    private final JoiningChannel channel;
    private final AtomicBoolean joining = new AtomicBoolean();
    private volatile boolean closed;
    private final AtomicInteger keptOut = new AtomicInteger();

    OwnLink(ChannelOptions options, Listener listener, RandomGenerator random) {
        this.options = options;
        threads = new ChannelThreads(options.nodeName());
        lookers = threads.pool("look", LOOKERS);
        frames = new FramePort(listener);
        if (options.transport() == Transport.TCP) {
            PeerDiscovery peers = new PeerDiscovery(lookers, random);
            TcpTransport tcp = new TcpTransport(listener, threads, policy, options.keys(), peers::unreachable);
            peers.leaveOut(tcp::isSelf);
            OwnAddresses own = new OwnAddresses(tcp::isSelf, peer -> isOurName(peer, tcp), listener::here);
            UnknownNames unknown = new UnknownNames(listener::namesUnknown);
            peers.tellResolutions((peer, addresses) -> {
                own.resolved(peer, addresses);
                unknown.resolved(peer, addresses);
            });
            membership.keepOut(new Copies(tcp::isConnected, tcp::placeOf), why -> keptOut(why, listener));
            transport = tcp;
            discovery = peers;
            suspicion = new Suspicion(options.timing().resuspect(), tcp::isGone);
        } else {
            LoopbackTransport loopback = new LoopbackTransport(policy);
            transport = loopback;
            discovery = new SHARED_LOOPBACK_PING();
            suspicion = new Suspicion(options.timing().resuspect(), loopback::isGone);
        }
        channel = assemble(listener);
    }

    /** By what others dial, word for word. */
    private boolean isOurName(PeerAddress peer, TcpTransport tcp) {
        return options.advertised()
                .filter(ours -> ours.host().equalsIgnoreCase(peer.host()))
                .filter(ours -> (ours.port() == 0 ? tcp.listeningPort() : ours.port()) == peer.port())
                .isPresent();
    }

    /** A former process of this node may not be missed yet; who is kept out for longer is a copy, and goes. */
    private void keptOut(String why, Listener listener) {
        if (keptOut.incrementAndGet() == KEPT_OUT_MOST && !closed) {
            listener.twin(why);
        }
    }

    private JoiningChannel assemble(Listener listener) {
        Listen listen = options.listen();
        try {
            Stack.common(transport, threads);
            if (transport instanceof TcpTransport tcp) {
                Stack.place(tcp, options);
            }
            List<Protocol> protocols = new ArrayList<>(List.of(transport, frames, discovery));
            protocols.addAll(Stack.upper(options.timing(), suspicion, membership));
            JoiningChannel assembled =
                    new JoiningChannel(protocols, () -> NodeAddress.create(options.self(), options.incarnation()));
            assembled.setName(options.nodeName());
            assembled.setReceiver(new Receiver() {
                @Override
                public void viewAccepted(View view) {
                    listener.view(view);
                }
            });
            return assembled;
        } catch (UnknownHostException e) {
            throw new StartException(
                    StartException.Reason.INCOMPLETE,
                    "the address to listen on, " + listen.host() + ", or the one to advertise is not known here: "
                            + e.getMessage() + "; write an address of this machine",
                    e);
        } catch (Exception e) {
            throw new StartException(StartException.Reason.INCOMPLETE, "the channel could not be assembled: " + e, e);
        }
    }

    @Override
    public void open() {
        try {
            channel.begin(options.clusterName());
        } catch (Exception e) {
            close();
            throw failure(e);
        }
    }

    @Override
    public void join() {
        if (!closed && joining.compareAndSet(false, true)) {
            threads.newThread(this::joinTheView, "join").start();
        }
    }

    @Override
    public int port() {
        return transport instanceof TcpTransport tcp ? tcp.listeningPort() : 0;
    }

    @Override
    public Optional<Address> address() {
        return Optional.ofNullable(channel.getAddress());
    }

    @Override
    public boolean knows(Address to) {
        return transport.down(new Event(Event.GET_PHYSICAL_ADDRESS, to)) != null;
    }

    @Override
    public String placeOf(Address member) {
        return transport instanceof TcpTransport tcp ? tcp.placeOf(member) : String.valueOf(member);
    }

    @Override
    public void send(Address to, byte[] frame) {
        if (!closed) {
            frames.send(to, frame);
        }
    }

    @Override
    public void peers(Collection<PeerAddress> addresses) {
        if (discovery instanceof PeerDiscovery peers) {
            peers.peers(addresses);
        }
    }

    @Override
    public void suspected(Set<NodeId> nodes) {
        if (!closed) {
            suspicion.lost(nodes);
            if (transport instanceof TcpTransport tcp) {
                tcp.lost(nodes);
            }
        }
    }

    @Override
    public JChannel stack() {
        return channel;
    }

    @Override
    public long dropped() {
        return transport instanceof TcpTransport tcp ? tcp.dropped() : 0;
    }

    /** Leaves politely if that is quick; what is hung is left behind on daemon threads whose sockets are closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        membership.giveUpJoining();
        if (discovery instanceof PeerDiscovery peers) {
            peers.giveUpLooking();
        }
        Thread closer = threads.newThread(this::leave, "close");
        closer.start();
        try {
            closer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive() && transport instanceof TcpTransport tcp) {
            tcp.cut();
        }
        lookers.shutdownNow();
    }

    /** For tests: hears only these. */
    void hearOnly(Predicate<Address> senders) {
        policy.hearOnly(senders);
    }

    private void leave() {
        if (transport instanceof TcpTransport tcp) {
            tcp.flush(FLUSH_ROUNDS, FLUSH_ROUND_MILLIS);
        }
        channel.end();
    }

    private void joinTheView() {
        try {
            channel.join();
        } catch (Exception e) {
            if (!closed) {
                LOG.warn("node={} could not join: {}", options.nodeName(), e.toString());
            }
        }
    }

    private StartException failure(Exception cause) {
        Listen listen = options.listen();
        if (!isBindFailure(cause)) {
            return new StartException(
                    StartException.Reason.INCOMPLETE,
                    "the channel on " + Node.address(listen.host(), listen.port()) + " could not start: " + cause,
                    cause);
        }
        String ports = listen.portIsFixed()
                ? Node.address(listen.host(), listen.port())
                        + " cannot be listened on: it is in use, or no address of this"
                        + " machine; stop the other process or set another port"
                : listen.host() + ": no port from " + listen.port() + " to " + Stack.lastPort(listen)
                        + " can be listened on; free one or set another port";
        return new StartException(StartException.Reason.PORT_IN_USE, ports, cause);
    }

    private static boolean isBindFailure(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
