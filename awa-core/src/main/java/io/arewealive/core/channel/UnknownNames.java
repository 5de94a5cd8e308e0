package io.arewealive.core.channel;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which of the addresses to look at have names that stand for nothing now. Any thread. */
final class UnknownNames {

    private static final int REMEMBERED = 256;

    private final Consumer<Set<String>> listener;
    private final Set<String> unknown = new TreeSet<>();

    UnknownNames(Consumer<Set<String>> listener) {
        this.listener = listener;
    }

    /** What an address stands for now; nothing if nobody knows. */
    synchronized void resolved(PeerAddress peer, List<InetAddress> addresses) {
        boolean changed = addresses.isEmpty()
                ? unknown.size() < REMEMBERED && unknown.add(peer.text())
                : unknown.remove(peer.text());
        if (changed) {
            listener.accept(Set.copyOf(unknown));
        }
    }
}
