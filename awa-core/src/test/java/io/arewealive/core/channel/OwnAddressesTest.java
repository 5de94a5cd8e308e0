package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.Test;

/** Which of the addresses in a list a node takes for its own. */
class OwnAddressesTest {

    private static final PeerAddress OURS = new PeerAddress("db-1", 7800);
    private static final PeerAddress OTHER = new PeerAddress("db-2", 7800);

    private final List<Set<String>> told = new ArrayList<>();
    private final OwnAddresses own = new OwnAddresses(OwnAddressesTest::isOurs, OURS::equals, told::add);

    @Test
    void a_name_that_leads_here_is_ours_and_is_told_once() throws Exception {
        own.resolved(OTHER, addresses("10.0.0.1"));
        own.resolved(OTHER, addresses("10.0.0.1"));

        assertEquals(List.of(Set.of("db-2:7800")), told);
    }

    @Test
    void a_name_that_leads_elsewhere_is_not() throws Exception {
        own.resolved(OTHER, addresses("10.0.0.2"));

        assertEquals(List.of(), told);
    }

    @Test
    void one_address_of_each_family_is_one_host() throws Exception {
        own.resolved(OTHER, addresses("10.0.0.1", "fd00::1"));

        assertEquals(List.of(Set.of("db-2:7800")), told);
    }

    @Test
    void a_name_for_several_hosts_is_nobody_s_even_if_others_dial_it() throws Exception {
        own.resolved(OTHER, addresses("10.0.0.1", "10.0.0.2"));
        own.resolved(OURS, addresses("10.0.0.1", "10.0.0.2"));

        assertEquals(List.of(), told);
    }

    @Test
    void what_others_dial_is_ours_whatever_it_means_here() throws Exception {
        own.resolved(OURS, List.of());
        own.resolved(OURS, addresses("203.0.113.7"));
        own.resolved(OURS, addresses("203.0.113.8"));

        assertEquals(List.of(Set.of("db-1:7800")), told);
    }

    @Test
    void what_a_name_stood_for_last_counts_while_nobody_knows_it() throws Exception {
        own.resolved(OTHER, List.of());
        own.resolved(OTHER, addresses("10.0.0.1"));
        own.resolved(OTHER, List.of());
        own.resolved(OTHER, addresses("10.0.0.2"));

        assertEquals(List.of(Set.of("db-2:7800"), Set.of()), told);
    }

    @Test
    void names_that_stand_for_nothing_are_told_until_they_stand_for_something() throws Exception {
        List<Set<String>> unknown = new ArrayList<>();
        var names = new UnknownNames(unknown::add);

        names.resolved(OTHER, List.of());
        names.resolved(OTHER, List.of());
        names.resolved(OURS, addresses("10.0.0.1"));
        names.resolved(OTHER, addresses("10.0.0.2"));

        assertEquals(List.of(Set.of("db-2:7800"), Set.of()), unknown);
    }

    private static boolean isOurs(IpAddress address) {
        return address.getPort() == 7800
                && Set.of("10.0.0.1", "fd00:0:0:0:0:0:0:1")
                        .contains(address.getIpAddress().getHostAddress());
    }

    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }
}
