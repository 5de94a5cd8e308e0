package io.arewealive.core.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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
 * transport has a queue for each destination. Members of the view are asked only now and then, to notice that they see another view.
 */
final class PeerDiscovery extends Discovery {

    private static final int REMEMBERED = 512;
    private static final int MEMBERS_EVERY = 4;

    private final Executor executor;
    private final RandomGenerator random;
    private final Set<PhysicalAddress> remembered = Collections.synchronizedSet(new LinkedHashSet<>());
    private final Set<PeerAddress> resolving = ConcurrentHashMap.newKeySet();
    private volatile List<PeerAddress> peers = List.of();
    private int looks;

    PeerDiscovery(Executor executor, RandomGenerator random) {
        this.executor = executor;
        this.random = random;
        setId(ClassConfigurator.getProtocolId(TCPPING.class));
    }

    /** From now on looks at these addresses. Any thread. */
    void peers(Collection<PeerAddress> addresses) {
        peers = List.copyOf(addresses);
    }

    @Override
    public boolean isDynamic() {
        return false; // so that a new member learns from the coordinator where the others are
    }

    @Override
    public void findMembers(List<Address> wanted, boolean initial, Responses responses) {
        PhysicalAddress own = (PhysicalAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, local_addr));
        PingData self = new PingData(local_addr, false, NameCache.get(local_addr), own);
        if (wanted != null && wanted.size() <= max_members_in_discovery_request) {
            self.mbrs(wanted);
        }
        Ask ask = new Ask(own, initial || wanted != null || looks++ % MEMBERS_EVERY == 0, initial, self);
        List<PhysicalAddress> known;
        synchronized (remembered) {
            known = new ArrayList<>(remembered);
        }
        Collections.shuffle(known, new Random(random.nextLong()));
        List<PeerAddress> named = new ArrayList<>(peers);
        Collections.shuffle(named, new Random(random.nextLong()));
        named.forEach(ask::resolve);
        known.forEach(ask::send);
    }

    @Override
    public Object down(Event event) {
        Object result = super.down(event);
        if (event.getType() == Event.VIEW_CHANGE) {
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

    /** One look: nobody is asked twice, nor are we ourselves. */
    private final class Ask {

        private final Set<PhysicalAddress> asked = ConcurrentHashMap.newKeySet();
        private final boolean initial;
        private final PingData self;

        Ask(@Nullable PhysicalAddress own, boolean membersToo, boolean initial, PingData self) {
            this.initial = initial;
            this.self = self;
            if (own != null) {
                asked.add(own);
            }
            View current = view;
            if (!membersToo && current != null) {
                for (Address member : current.getMembersRaw()) {
                    PhysicalAddress address = physicalAddress(member);
                    if (address != null) {
                        asked.add(address);
                    }
                }
            }
        }

        void resolve(PeerAddress peer) {
            peer.literal().ifPresentOrElse(address -> send(new IpAddress(address, peer.port())), () -> {
                if (resolving.add(peer)) {
                    try {
                        executor.execute(() -> resolveByName(peer));
                    } catch (RejectedExecutionException e) {
                        resolving.remove(peer);
                    }
                }
            });
        }

        private void resolveByName(PeerAddress peer) {
            try {
                List<InetAddress> found = new ArrayList<>(List.of(InetAddress.getAllByName(peer.host())));
                Collections.shuffle(found, new Random(random.nextLong()));
                found.forEach(address -> send(new IpAddress(address, peer.port())));
            } catch (UnknownHostException e) {
                log.debug("%s: %s is not known now", local_addr, peer.host());
            } finally {
                resolving.remove(peer);
            }
        }

        void send(PhysicalAddress address) {
            if (!asked.add(address)) {
                return;
            }
            PingHeader header = new PingHeader(PingHeader.GET_MBRS_REQ)
                    .clusterName(cluster_name)
                    .initialDiscovery(initial);
            down_prot.down(new BytesMessage(address)
                    .setArray(marshal(self))
                    .setFlag(Message.Flag.DONT_BUNDLE, Message.Flag.OOB)
                    .setFlag(Message.TransientFlag.DONT_LOOPBACK)
                    .putHeader(id, header));
        }
    }
}
