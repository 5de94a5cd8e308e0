package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class SpareConnectionsTest {

    private final Address peer = UUID.randomUUID();
    private final List<Connection> four =
            Stream.generate(() -> Mockito.mock(Connection.class)).limit(4).toList();
    private final SpareConnections spares = new SpareConnections();

    @Test
    void the_oldest_is_given_up_for_a_fourth() {
        assertEquals(Optional.empty(), spares.add(peer, four.get(0)));
        assertEquals(Optional.empty(), spares.add(peer, four.get(1)));
        assertEquals(Optional.empty(), spares.add(peer, four.get(2)));

        assertEquals(Optional.of(four.get(0)), spares.add(peer, four.get(3)));
    }

    @Test
    void the_latest_that_still_stands_takes_over() {
        four.forEach(connection -> spares.add(peer, connection));
        assertTrue(spares.remove(peer, four.get(3)));

        assertEquals(Optional.of(four.get(2)), spares.takeLatest(peer));
        assertEquals(Optional.of(four.get(1)), spares.takeLatest(peer));
        assertEquals(Optional.empty(), spares.takeLatest(peer));
        assertFalse(spares.remove(peer, four.get(1)));
    }

    @Test
    void all_of_one_peer_and_all_of_all_can_be_taken() {
        spares.add(peer, four.get(0));
        spares.add(UUID.randomUUID(), four.get(1));

        assertEquals(List.of(four.get(0)), spares.takeAll(peer));
        assertEquals(List.of(), spares.takeAll(peer));
        assertEquals(List.of(four.get(1)), spares.takeAll());
    }
}
