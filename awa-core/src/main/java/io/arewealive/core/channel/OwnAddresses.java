package io.arewealive.core.channel;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jgroups.stack.IpAddress;

/**
 * Finds out which of the addresses given at the start lead to this node itself: where it listens, and what others are told to dial,
 * by that very name even where the name means nothing here or something else by now. A name that also stands for another address of
 * the same family is left out, since it may stand for several nodes. Any thread.
 */
final class OwnAddresses {

    private static final int REMEMBERED = 256;

    private final Predicate<IpAddress> isOurs;
    private final Predicate<PeerAddress> isOurName;
    private final Consumer<Set<String>> listener;
    private final Map<PeerAddress, List<IpAddress>> resolved = new HashMap<>();
    private Set<String> told = Set.of();

    OwnAddresses(Predicate<IpAddress> isOurs, Predicate<PeerAddress> isOurName, Consumer<Set<String>> listener) {
        this.isOurs = isOurs;
        this.isOurName = isOurName;
        this.listener = listener;
    }

    /** What an address stands for now; nothing if nobody knows, and then what it stood for last counts. */
    synchronized void resolved(PeerAddress peer, List<InetAddress> addresses) {
        List<IpAddress> places = addresses.stream()
                .map(address -> new IpAddress(address, peer.port()))
                .toList();
        if (places.isEmpty() && isOurName.test(peer)) {
            resolved.putIfAbsent(peer, places);
        } else if (!places.isEmpty() && (resolved.size() < REMEMBERED || resolved.containsKey(peer))) {
            resolved.put(peer, places);
        }
        Set<String> here = here();
        if (!here.equals(told)) {
            told = here;
            listener.accept(here);
        }
    }

    private Set<String> here() {
        Set<String> here = new HashSet<>();
        resolved.forEach((peer, places) -> {
            boolean leadsHere = isOurName.test(peer) || places.stream().anyMatch(isOurs);
            if (leadsHere && places.stream().allMatch(place -> mayBeHere(place, places))) {
                here.add(peer.text());
            }
        });
        return here;
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
