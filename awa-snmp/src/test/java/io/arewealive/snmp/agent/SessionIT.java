package io.arewealive.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.snmp.Liar;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

class SessionIT {

    private static final int TRIES = 150;
    private static final int MOST_ENGINES = 101; // and the one of the last try
    private static final EngineIdentity IDENTITY = new EngineIdentity(EngineIdentity.idOf("web-1"), 1);

    @Test
    void a_try_costs_three_datagrams_at_most_and_little_is_kept() throws Exception {
        try (var liar = new Liar(SnmpConstants.usmStatsUnknownUserNames);
                var session = session("127.0.0.1")) {
            for (int i = 0; i < TRIES; i++) {
                var pdu = new ScopedPDU();
                pdu.setType(PDU.INFORM);

                Answer answer = session.send(pdu, byUser(liar.port()));

                assertFalse(answer.taken());
                assertEquals(Optional.of(SnmpConstants.usmStatsUnknownUserNames), answer.report());
            }

            assertTrue(liar.received() <= 3 * TRIES, () -> liar.received() + " datagrams in " + TRIES + " tries");
            assertEquals(
                    1, session.engine().usm().getUserTable().getUserEntries().size());
            long engines = IntStream.rangeClosed(1, liar.received())
                    .mapToObj(number -> new OctetString("liar-" + number))
                    .filter(id -> session.engine().usm().getTimeTable().getEntry(id) != null)
                    .count();
            assertTrue(engines <= MOST_ENGINES, () -> engines + " engines are known that never proved to be one");
        }
    }

    @Test
    void from_the_address_of_the_agent_if_that_is_a_certain_one_else_from_any() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        assumeTrue(own.isPresent(), "this machine has no other address");

        assertEquals(own.get(), senderOf(own.get().getHostAddress()));
        assertEquals(InetAddress.getLoopbackAddress(), senderOf("127.0.0.1"));
        assertEquals(InetAddress.getLoopbackAddress(), senderOf("0.0.0.0"));
    }

    private static InetAddress senderOf(String bind) throws IOException {
        try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var session = session(bind)) {
            var pdu = new PDU(PDU.TRAP, Collections.emptyList());
            session.send(pdu, byCommunity(receiver.getLocalPort()));
            var packet = new DatagramPacket(new byte[1_000], 1_000);
            receiver.setSoTimeout(10_000);
            receiver.receive(packet);
            return packet.getAddress();
        }
    }

    private static Session session(String bind) {
        var user = new User("monitor", false, new Secret("auth-secret"), false, new Secret("priv-secret"));
        return Session.open(bind, IDENTITY, List.of(user), "test");
    }

    private static Target<UdpAddress> byUser(int port) {
        var target = new UserTarget<UdpAddress>();
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setSecurityName(new OctetString("monitor"));
        target.setVersion(SnmpConstants.version3);
        return at(port, target);
    }

    private static Target<UdpAddress> byCommunity(int port) {
        var target = new CommunityTarget<UdpAddress>();
        target.setCommunity(new OctetString("tell"));
        target.setVersion(SnmpConstants.version2c);
        return at(port, target);
    }

    private static Target<UdpAddress> at(int port, Target<UdpAddress> target) {
        target.setAddress(new UdpAddress(InetAddress.getLoopbackAddress(), port));
        target.setTimeout(5_000);
        target.setRetries(0);
        return target;
    }
}
