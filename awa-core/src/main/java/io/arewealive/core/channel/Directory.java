package io.arewealive.core.channel;

import io.arewealive.node.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jgroups.Address;

/** Which address belongs to which node: of the view, and of nodes that were heard outside of it. Of two starts the later one counts. */
final class Directory {

    private static final int REMEMBERED = 1_024;

    private final Map<Address, NodeAddress> owners = new Remembered<>();
    private final Map<NodeId, NodeAddress> latest = new Remembered<>();
    private final Map<NodeId, NodeAddress> members = new HashMap<>();
    private List<Address> view = List.of();

    /** Two starts of one node that are in the view together. */
    record Twins(NodeAddress former, NodeAddress later) {}

    /** Takes over a view; returns who is in it twice. */
    synchronized List<Twins> view(List<Address> addresses) {
        view = List.copyOf(addresses);
        return identify();
    }

    /** A node spoke from this address; returns whether that named a member of the view that was not known before. */
    synchronized boolean heard(NodeAddress address) {
        boolean unknown = ownerOf(address.address()).isEmpty();
        owners.put(address.address(), address);
        NodeAddress known = latest.get(address.node());
        if (known == null || known.incarnation() <= address.incarnation()) {
            latest.put(address.node(), address);
        }
        if (unknown && view.contains(address.address())) {
            identify();
            return true;
        }
        return false;
    }

    /** Where to send what is for this node; a member is never forgotten, however many strangers speak. */
    synchronized Optional<Address> addressOf(NodeId node) {
        return Optional.ofNullable(latest.get(node))
                .or(() -> Optional.ofNullable(members.get(node)))
                .map(NodeAddress::address);
    }

    /** Whose address this is. */
    synchronized Optional<NodeAddress> ownerOf(Address address) {
        return NodeAddress.of(address).or(() -> Optional.ofNullable(owners.get(address)));
    }

    /** Who is in the view, as far as it is known. */
    synchronized Set<NodeId> members() {
        return Set.copyOf(members.keySet());
    }

    /** Where the members of the view are, each once. */
    synchronized List<NodeAddress> memberAddresses() {
        return List.copyOf(members.values());
    }

    private List<Twins> identify() {
        List<Twins> twins = new ArrayList<>();
        members.clear();
        for (Address address : view) {
            ownerOf(address).ifPresent(member -> {
                NodeAddress other = members.put(member.node(), member);
                if (other != null) {
                    boolean later = member.incarnation() >= other.incarnation();
                    members.put(member.node(), later ? member : other);
                    twins.add(later ? new Twins(other, member) : new Twins(member, other));
                }
            });
        }
        latest.putAll(members);
        return twins;
    }

    /** Forgets what was not used for longest. */
    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
