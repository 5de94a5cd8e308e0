package io.arewealive.core.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.PingData;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.NameCache;
import org.jgroups.util.Responses;
import org.jspecify.annotations.Nullable;

/**
 * Looks for other nodes at the addresses it was given and at those where it once saw one. At each look every name is resolved again,
 * all its addresses count, the order is random, and no address waits for another: names are resolved by borrowed threads, and the
 * transport has a queue for each destination. A look ends early when each address has answered or cannot be reached. Members of the
 * view are asked only now and then, to notice that they see another view.
 */
final class PeerDiscovery extends Discovery {

    private static final int REMEMBERED = 512;
    private static final int MEMBERS_EVERY = 4;

    private final Executor executor;
    private final RandomGenerator random;
    private final Set<PhysicalAddress> remembered = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Set<PeerAddress> resolving = ConcurrentHashMap.newKeySet();
    private volatile Predicate<IpAddress> self = address -> false;
    private volatile BiConsumer<PeerAddress, List<InetAddress>> resolutions = (peer, addresses) -> {};
    private volatile List<PeerAddress> peers = List.of();
    private volatile @Nullable Look latest;
    private int looks;

    PeerDiscovery(Executor executor, RandomGenerator random) {
        this.executor = executor;
        this.random = random;
        return_entire_cache = true; // so that any member tells a newcomer who the coordinator is
        setId(ClassConfigurator.getProtocolId(TCPPING.class));
    }

    /** Tells how to know our own addresses, which are never asked. */
    void leaveOut(Predicate<IpAddress> ownAddresses) {
        self = ownAddresses;
    }

    /** Tells what each address is found to stand for, at each look; nothing if its name is not known. */
    void tellResolutions(BiConsumer<PeerAddress, List<InetAddress>> listener) {
        resolutions = listener;
    }

    /** From now on looks at these addresses. Any thread. */
    void peers(Collection<PeerAddress> addresses) {
        peers = List.copyOf(addresses);
    }

    /** Nobody can be reached at this address now. Any thread. */
    void unreachable(PhysicalAddress address) {
        Look look = latest;
        if (look != null) {
            look.done(address);
        }
    }

    /** Lets nobody wait for answers any more. Any thread. */
    void giveUpLooking() {
        Look look = latest;
        if (look != null) {
            look.responses.done();
        }
    }

    @Override
    public boolean isDynamic() {
        return false; // so that a new member learns from the coordinator where the others are
    }

    @Override
    public void findMembers(@Nullable List<Address> wanted, boolean initial, Responses responses) {
        Look look = new Look(initial, responses, question(wanted));
        if (initial) {
            latest = look;
        } else if (wanted == null && looks++ % MEMBERS_EVERY != 0) {
            look.leaveOutMembers();
        }
        List<PhysicalAddress> known;
        synchronized (remembered) {
            known = new ArrayList<>(remembered);
        }
        shuffled(peers).forEach(look::ask);
        shuffled(known).forEach(look::ask);
        look.allAsked();
    }

    @Override
    public Object down(Event event) {
        Object result = super.down(event);
        if (event.getType() == Event.VIEW_CHANGE) {
            latest = null;
            View installed = event.getArg();
            for (Address member : installed.getMembersRaw()) {
                remember(physicalAddress(member));
            }
        }
        return result;
    }

    @Override
    public void discoveryRequestReceived(Address sender, String name, PhysicalAddress address) {
        remember(address);
    }

    @Override
    protected void addResponse(PingData response, boolean overwrite) {
        super.addResponse(response, overwrite);
        Look look = latest;
        if (look != null && response.getPhysicalAddr() != null) {
            look.done(response.getPhysicalAddr());
        }
    }

    private PingData question(@Nullable List<Address> wanted) {
        PhysicalAddress own = (PhysicalAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, local_addr));
        PingData question = new PingData(local_addr, false, NameCache.get(local_addr), own);
        if (wanted != null && wanted.size() <= max_members_in_discovery_request) {
            question.mbrs(wanted);
        }
        return question;
    }

    private PhysicalAddress physicalAddress(Address member) {
        return (PhysicalAddress) down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, member));
    }

    private void remember(@Nullable PhysicalAddress address) {
        if (address == null) {
            return;
        }
        synchronized (remembered) {
            remembered.remove(address);
            remembered.add(address);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.iterator().next());
            }
        }
    }

    private <T> List<T> shuffled(Collection<T> all) {
        List<T> order = new ArrayList<>(all);
        Collections.shuffle(order, new Random(random.nextLong()));
        return order;
    }

    /** One round of questions: nobody is asked twice, nor are we ourselves. */
    private final class Look {

        private final boolean initial;
        private final Responses responses;
        private final PingData question;
        private final Set<PhysicalAddress> asked = new HashSet<>();
        private final Set<Object> open = new HashSet<>(Set.of(this));

        Look(boolean initial, Responses responses, PingData question) {
            this.initial = initial;
            this.responses = responses;
            this.question = question;
        }

        void leaveOutMembers() {
            View current = view;
            if (current != null) {
                for (Address member : current.getMembersRaw()) {
                    PhysicalAddress address = physicalAddress(member);
                    if (address != null) {
                        asked.add(address);
                    }
                }
            }
        }

        void ask(PeerAddress peer) {
            peer.literal()
                    .ifPresentOrElse(
                            address -> {
                                resolutions.accept(peer, List.of(address));
                                ask(new IpAddress(address, peer.port()));
                            },
                            () -> resolve(peer));
        }

        private void resolve(PeerAddress peer) {
            open(peer);
            if (!resolving.add(peer)) {
                done(peer); // an earlier look still waits for this name
                return;
            }
            try {
                executor.execute(() -> {
                    try {
                        List<InetAddress> all = List.of(InetAddress.getAllByName(peer.host()));
                        resolutions.accept(peer, all);
                        shuffled(all).forEach(address -> ask(new IpAddress(address, peer.port())));
                    } catch (UnknownHostException e) {
                        resolutions.accept(peer, List.of());
                        log.debug("%s: %s is not known now", local_addr, peer.host());
                    } finally {
                        resolving.remove(peer);
                        done(peer);
                    }
                });
            } catch (RejectedExecutionException e) {
                resolving.remove(peer);
                done(peer);
            }
        }

        void ask(PhysicalAddress address) {
            synchronized (this) {
                if (!asked.add(address) || (address instanceof IpAddress ip && self.test(ip))) {
                    return;
                }
                open.add(address);
            }
            PingHeader header = new PingHeader(PingHeader.GET_MBRS_REQ)
                    .clusterName(cluster_name)
                    .initialDiscovery(initial);
            down_prot.down(new BytesMessage(address)
                    .setArray(marshal(question))
                    .setFlag(Message.Flag.DONT_BUNDLE, Message.Flag.OOB)
                    .setFlag(Message.TransientFlag.DONT_LOOPBACK)
                    .putHeader(id, header));
        }

        void allAsked() {
            done(this);
        }

        private synchronized void open(Object what) {
            open.add(what);
        }

        private void done(Object what) {
            boolean last;
            synchronized (this) {
                last = open.remove(what) && open.isEmpty();
            }
            if (last && initial) {
                responses.done();
            }
        }
    }
}
