package io.arewealive.core.channel;

import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Stands where JGroups has its failure detection, and detects nothing: whoever decides who is lost says so here, and the membership
 * is told. What is said holds until it is unsaid, so it is told again while it has no effect (a running merge discards it). Who is
 * back in a view after having been out gets one round of grace: its sign of life may still be on the way.
 *
 * <p>One thing is found here: a process that was started again leaves its former self in the view, under the same node id. The former
 * one is suspected as soon as nothing listens at its end.
 */
final class Suspicion extends Protocol {

    private final Duration again;
    private final BiPredicate<Address, Address> isGone;
    private final Set<NodeId> lost = new HashSet<>();
    private final Set<Address> excused = new HashSet<>();
    private final Set<Address> suspected = new HashSet<>();
    private List<Address> members = List.of();
    private @Nullable Future<?> rounds;

    /**
     * A protocol.
     *
     * @param again after how long a suspicion without effect is told again
     * @param isGone whether nothing listens any more at the first address, given a later start of the same node at the second
     */
    Suspicion(Duration again, BiPredicate<Address, Address> isGone) {
        this.again = again;
        this.isGone = isGone;
    }

    /** These and no others are lost now. Any thread; returns at once. */
    void lost(Set<NodeId> nodes) {
        if (note(nodes)) {
            getTransport().getTimer().execute(() -> tell(false), false);
        }
    }

    /** Takes over who is lost; returns whether that changed. */
    synchronized boolean note(Set<NodeId> nodes) {
        if (lost.equals(nodes)) {
            return false;
        }
        lost.clear();
        lost.addAll(nodes);
        return true;
    }

    @Override
    public synchronized void start() throws Exception {
        super.start();
        rounds = getTransport()
                .getTimer()
                .scheduleWithFixedDelay(this::round, again.toMillis(), again.toMillis(), TimeUnit.MILLISECONDS, false);
    }

    @Override
    public synchronized void stop() {
        super.stop();
        if (rounds != null) {
            rounds.cancel(true);
            rounds = null;
        }
        members = List.of();
        excused.clear();
        suspected.clear();
    }

    @Override
    public Object down(Event event) {
        Object result = down_prot.down(event);
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            synchronized (this) {
                List<Address> arrived = new ArrayList<>(view.getMembers());
                arrived.removeAll(members);
                members = List.copyOf(view.getMembers());
                excused.retainAll(members);
                arrived.stream().filter(this::isLost).forEach(excused::add);
                suspected.retainAll(members);
                suspected.removeAll(arrived);
            }
        }
        return result;
    }

    /** Tells what still holds; called now and then. */
    void round() {
        tell(true);
        synchronized (this) {
            excused.clear();
        }
    }

    private boolean isLost(Address member) {
        return NodeAddress.of(member)
                .filter(found -> lost.contains(found.node()))
                .isPresent();
    }

    /**
     * Tells the membership who is lost and who is not any more.
     *
     * @param repeat whether to tell again what was told and had no effect
     */
    void tell(boolean repeat) {
        List<Address> gone = new ArrayList<>();
        List<Address> back = new ArrayList<>();
        synchronized (this) {
            Set<Address> former = former();
            for (Address member : members) {
                boolean suspect = former.contains(member) || isLost(member);
                if (!suspect) {
                    if (suspected.remove(member)) {
                        back.add(member);
                    }
                } else if (!member.equals(local_addr) && !excused.contains(member)) {
                    if (suspected.add(member) || repeat) {
                        gone.add(member);
                    }
                }
            }
        }
        if (!gone.isEmpty()) {
            log.debug("%s: lost %s", local_addr, gone);
            up_prot.up(new Event(Event.SUSPECT, gone));
            down_prot.down(new Event(Event.SUSPECT, gone));
        }
        for (Address member : back) {
            up_prot.up(new Event(Event.UNSUSPECT, member));
            down_prot.down(new Event(Event.UNSUSPECT, member));
        }
    }

    /** Members that are earlier starts of another member, and not there any more. */
    private Set<Address> former() {
        Map<NodeId, NodeAddress> newest = new HashMap<>();
        List<NodeAddress> known =
                members.stream().map(NodeAddress::of).flatMap(Optional::stream).toList();
        known.forEach(member -> newest.merge(
                member.node(), member, (one, other) -> one.incarnation() >= other.incarnation() ? one : other));
        Set<Address> former = new HashSet<>();
        for (NodeAddress member : known) {
            Address latest = Objects.requireNonNull(newest.get(member.node())).address();
            if (!latest.equals(member.address()) && isGone.test(member.address(), latest)) {
                former.add(member.address());
            }
        }
        return former;
    }
}
