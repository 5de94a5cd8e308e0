package io.arewealive.core.channel;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jgroups.stack.IpAddress;

/**
 * Finds out which of the addresses given at the start lead to this node itself: where it listens, and what others are told to dial. A name that also stands for another address of the same family
 * is left out, since it may stand for several nodes. Any thread.
 */
final class OwnAddresses {

    private static final int REMEMBERED = 256;

    private final Predicate<IpAddress> isOurs;
    private final Consumer<Set<String>> listener;
    private final Map<String, List<IpAddress>> resolved = new TreeMap<>();
    private Set<String> told = Set.of();

    OwnAddresses(Predicate<IpAddress> isOurs, Consumer<Set<String>> listener) {
        this.isOurs = isOurs;
        this.listener = listener;
    }

    /** What an address stands for now. */
    void resolved(PeerAddress peer, List<InetAddress> addresses) {
        List<IpAddress> places = addresses.stream()
                .map(address -> new IpAddress(address, peer.port()))
                .toList();
        synchronized (this) {
            if (resolved.size() < REMEMBERED || resolved.containsKey(peer.text())) {
                resolved.put(peer.text(), places);
            }
        }
        tell();
    }

    private void tell() {
        Set<String> here = new HashSet<>();
        synchronized (this) {
            resolved.forEach((text, places) -> {
                if (places.stream().anyMatch(isOurs) && places.stream().allMatch(p -> mayBeHere(p, places))) {
                    here.add(text);
                }
            });
            if (here.equals(told)) {
                return;
            }
            told = here;
        }
        listener.accept(here);
    }

    /** A host has one address of each family as a rule; a second one that is not ours is another host's. */
    private boolean mayBeHere(IpAddress place, List<IpAddress> all) {
        boolean only = all.stream()
                        .filter(other -> other.getIpAddress().getClass()
                                == place.getIpAddress().getClass())
                        .count()
                == 1;
        return only || isOurs.test(place);
    }
}
