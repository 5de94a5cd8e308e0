package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.junit.jupiter.api.Test;

/** What the membership is told, and how often. */
class SuspicionTest {

    private final NodeId self = NodeId.random();
    private final NodeId other = NodeId.random();
    private final Address selfAt = NodeAddress.create(self, 1);
    private final Address otherAt = NodeAddress.create(other, 1);
    private final Address otherAgainAt = NodeAddress.create(other, 2);
    private final Set<Address> gone = new HashSet<>();
    private final Neighbour above = new Neighbour();
    private final Suspicion suspicion = new Suspicion(Duration.ofSeconds(1), (former, latest) -> gone.contains(former));
    private long views;

    SuspicionTest() {
        suspicion.setDownProtocol(new Neighbour());
        suspicion.setUpProtocol(above);
        suspicion.setAddress(selfAt);
    }

    @Test
    void who_is_lost_is_suspected_and_who_is_back_is_not() {
        install(selfAt, otherAt);

        suspicion.note(Set.of(other));
        suspicion.tell(false);
        suspicion.note(Set.of());
        suspicion.tell(false);

        assertEquals(List.of("suspect " + otherAt, "unsuspect " + otherAt), above.told);
    }

    @Test
    void a_suspicion_is_raised_again_while_it_has_no_effect() {
        install(selfAt, otherAt);
        suspicion.note(Set.of(other));

        suspicion.tell(false);
        suspicion.tell(false);
        suspicion.round();
        install(selfAt);
        suspicion.round();

        assertEquals(List.of("suspect " + otherAt, "suspect " + otherAt), above.told);
    }

    @Test
    void who_comes_back_while_it_still_counts_as_lost_has_one_round_of_grace() {
        install(selfAt);
        suspicion.note(Set.of(other));
        install(selfAt, otherAt);

        suspicion.tell(false);
        suspicion.round();
        assertEquals(List.of(), above.told);

        suspicion.round();
        assertEquals(List.of("suspect " + otherAt), above.told);
    }

    @Test
    void this_node_does_not_suspect_itself() {
        install(selfAt, otherAt);

        suspicion.note(Set.of(self));
        suspicion.round();

        assertEquals(List.of(), above.told);
    }

    @Test
    void a_former_start_of_a_node_is_suspected_once_nothing_listens_there() {
        install(selfAt, otherAt, otherAgainAt);

        suspicion.round();
        assertEquals(List.of(), above.told);

        gone.add(otherAt);
        suspicion.round();
        assertEquals(List.of("suspect " + otherAt), above.told);
    }

    private void install(Address... members) {
        suspicion.down(new Event(Event.VIEW_CHANGE, View.create(selfAt, ++views, members)));
    }

    /** The protocols around it. */
    private static final class Neighbour extends Protocol {

        private final List<String> told = new ArrayList<>();

        @Override
        public Object up(Event event) {
            if (event.getType() == Event.SUSPECT) {
                Collection<Address> all = event.getArg();
                all.forEach(address -> told.add("suspect " + address));
            } else if (event.getType() == Event.UNSUSPECT) {
                told.add("unsuspect " + event.getArg());
            }
            return null;
        }

        @Override
        public Object down(Event event) {
            return null;
        }
    }
}
