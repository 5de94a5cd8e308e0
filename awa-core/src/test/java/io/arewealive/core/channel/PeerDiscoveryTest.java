package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.Responses;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In which order addresses are asked, and when a look ends. */
class PeerDiscoveryTest {

    private static final List<PeerAddress> FIVE = IntStream.range(1, 6)
            .mapToObj(i -> new PeerAddress("127.0.0." + i, 7800))
            .toList();

    private final Below below = new Below();
    private final PeerDiscovery discovery = new PeerDiscovery(Runnable::run, new SplittableRandom(1));

    PeerDiscoveryTest() {
        discovery.setDownProtocol(below);
        discovery.setAddress(UUID.randomUUID());
    }

    @Test
    @Tag("A5")
    void every_address_is_asked_once_and_the_first_is_another_from_look_to_look() {
        discovery.peers(FIVE);
        Set<String> firsts = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            below.asked.clear();
            look();
            firsts.add(below.asked.get(0));
            assertEquals(5, new HashSet<>(below.asked).size());
            assertEquals(5, below.asked.size());
        }

        assertEquals(5, firsts.size());
    }

    @Test
    void a_look_ends_when_nobody_is_left_who_could_answer() {
        discovery.peers(FIVE.subList(0, 2));

        Responses responses = look();

        assertTrue(!responses.isDone());
        discovery.unreachable(below.addresses.get(0));
        assertTrue(!responses.isDone());
        discovery.unreachable(below.addresses.get(1));
        assertTrue(responses.isDone());
    }

    @Test
    void a_look_with_nobody_to_ask_ends_at_once() {
        assertTrue(look().isDone());
    }

    @Test
    void this_node_does_not_ask_itself() {
        discovery.peers(FIVE);
        discovery.leaveOut(address -> address.getIpAddress().getHostAddress().equals("127.0.0.3"));

        look();

        assertEquals(4, below.asked.size());
        assertTrue(!below.asked.contains("127.0.0.3"));
    }

    @Test
    void a_name_counts_with_all_its_addresses() {
        discovery.peers(List.of(PeerAddress.parse("localhost:7801")));

        look();

        assertTrue(below.asked.contains("127.0.0.1"));
    }

    private Responses look() {
        Responses responses = new Responses(true);
        discovery.findMembers(null, true, responses);
        return responses;
    }

    /** Where the transport would be. */
    private static final class Below extends Protocol {

        private final List<String> asked = new ArrayList<>();
        private final List<IpAddress> addresses = new ArrayList<>();

        @Override
        public Object down(Event event) {
            return null;
        }

        @Override
        public Object down(Message message) {
            IpAddress to = (IpAddress) message.getDest();
            asked.add(to.getIpAddress().getHostAddress());
            addresses.add(to);
            return null;
        }
    }
}
