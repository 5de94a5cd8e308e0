package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people write them. */
class PeerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "db-1:7801, db-1, 7801",
        "db-1, db-1, 7800",
        "10.0.0.1:7802, 10.0.0.1, 7802",
        "[::1]:7803, ::1, 7803",
        "[fe80::1], fe80::1, 7800",
        "fe80::2, fe80::2, 7800",
        "' db-2:7800 ', db-2, 7800"
    })
    void host_and_port_are_found(String text, String host, int port) {
        assertEquals(new PeerAddress(host, port), PeerAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":7800", "db:", "db:0", "db:65536", "db:x", "[]:1"})
    void what_is_no_address_is_refused_and_quoted(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PeerAddress.parse(text));

        assertTrue(refused.getMessage().contains("\"" + text + "\""), refused.getMessage());
    }

    @Test
    void an_address_needs_no_name_service() {
        assertTrue(PeerAddress.parse("10.0.0.1:1").literal().isPresent());
        assertTrue(PeerAddress.parse("[::1]:1").literal().isPresent());
        assertTrue(PeerAddress.parse("localhost:1").literal().isEmpty());
    }
}
