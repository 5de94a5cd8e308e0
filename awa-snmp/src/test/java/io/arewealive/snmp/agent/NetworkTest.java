package io.arewealive.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "::1, ::1, true"
    })
    void an_address_is_in_it_or_not(String network, String address, boolean in) throws Exception {
        assertEquals(in, Network.parse(network).holds(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "::1/129", "300.1.1.1"})
    void what_is_no_address_is_refused_without_looking_it_up(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }

    @Test
    void a_secret_shows_itself_to_nobody() {
        assertEquals("Secret[******]", "Secret[" + new Secret("hush") + "]");
    }
}
