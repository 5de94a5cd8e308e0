package io.arewealive.snmp.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Messages to engines that the agent is not. */
class AgentEnginesIT {

    private static final List<User> USERS =
            List.of(new User("monitor", false, new Secret("auth-secret"), false, new Secret("priv-secret")));
    private static final int MADE_UP = 50;

    @Test
    void no_keys_are_made_for_engines_that_somebody_made_up() throws Exception {
        var access = new Access(USERS, Optional.empty());
        var place = new Place("127.0.0.1", OptionalInt.of(0));
        var identity = new EngineIdentity(EngineIdentity.idOf("web-1"), 1);
        try (var agent = Agent.open(place, access, identity, "test");
                var console = Session.open("127.0.0.1", new EngineIdentity(EngineIdentity.idOf("x"), 1), USERS, "c")) {
            for (int i = 0; i < MADE_UP; i++) {
                UserTarget<UdpAddress> madeUp = to(agent.port());
                madeUp.setAuthoritativeEngineID(new OctetString("made-up-" + i).getValue());
                madeUp.setTimeout(1); // for no answer is wanted
                console.send(get(), madeUp);
            }
            assertTrue(console.send(get(), to(agent.port())).heard(), "the last one comes after all others");

            int entries = agent.engine().usm().getUserTable().getUserEntries().size();
            assertTrue(entries <= 2, () -> entries + " keys of one user are kept");
        }
    }

    private static PDU get() {
        var pdu = new ScopedPDU();
        pdu.setType(PDU.GET);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime));
        return pdu;
    }

    private static UserTarget<UdpAddress> to(int port) {
        var target = new UserTarget<UdpAddress>();
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setSecurityName(new OctetString("monitor"));
        target.setVersion(SnmpConstants.version3);
        target.setAddress(new UdpAddress(InetAddress.getLoopbackAddress(), port));
        target.setTimeout(10_000);
        target.setRetries(0);
        return target;
    }
}
