package io.arewealive.samples.benchmarks;

import java.io.IOException;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.TransportStateReference;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Asks an agent as a console does, and keeps the message that it sent last. */
final class Console implements AutoCloseable {

    /** The community, and the user. */
    static final String NAME = "bench";

    static final String AUTH_PASSWORD = "auth-of-bench";
    static final String PRIV_PASSWORD = "priv-of-bench";

    private static final int REPETITIONS = 50;
    private static final long PATIENCE = 5_000;

    private final boolean v3;
    private final Snmp snmp;
    private final Target<UdpAddress> target;
    private final Recorder recorder;

    private Console(boolean v3, Snmp snmp, Target<UdpAddress> target, Recorder recorder) {
        this.v3 = v3;
        this.snmp = snmp;
        this.target = target;
        this.recorder = recorder;
    }

    /** By SNMPv2c. */
    static Console v2c(int port) throws IOException {
        var target = new CommunityTarget<>(address(port), new OctetString(NAME));
        target.setVersion(SnmpConstants.version2c);
        return open(false, target);
    }

    /** By SNMPv3, with authentication by SHA-256 and encryption by AES-128. */
    static Console v3(int port) throws IOException {
        var target = new UserTarget<UdpAddress>();
        target.setAddress(address(port));
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(SecurityLevel.AUTH_PRIV);
        target.setSecurityName(new OctetString(NAME));
        return open(true, target);
    }

    private static UdpAddress address(int port) {
        return new UdpAddress("127.0.0.1/" + port);
    }

    private static Console open(boolean v3, Target<UdpAddress> target) throws IOException {
        target.setTimeout(PATIENCE);
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(v3 ? engine() : new MPv2c());
        var recorder = new Recorder();
        var snmp = new Snmp(dispatcher, recorder);
        snmp.listen();
        return new Console(v3, snmp, target, recorder);
    }

    private static MPv3 engine() {
        var protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addPrivacyProtocol(new PrivAES128());
        byte[] id = MPv3.createLocalEngineID();
        var usm = new USM(protocols, new OctetString(id), 0);
        usm.addUser(new UsmUser(
                new OctetString(NAME),
                AuthHMAC192SHA256.ID,
                new OctetString(AUTH_PASSWORD),
                PrivAES128.ID,
                new OctetString(PRIV_PASSWORD)));
        return new MPv3(id, null, protocols, new SecurityModels().addSecurityModel(usm), new CounterSupport());
    }

    /** The message of a GET of this object that was answered with a value. */
    byte[] answeredGet(OID oid) throws IOException {
        PDU pdu = pdu(PDU.GET, oid);
        VariableBinding found = send(pdu).get(0);
        if (found.isException()) {
            throw new IOException(oid + " is " + found.getVariable());
        }
        return recorder.last();
    }

    /** How many rows this column has. */
    int walk(OID column) throws IOException {
        int rows = 0;
        OID place = column;
        while (true) {
            PDU pdu = pdu(PDU.GETBULK, place);
            pdu.setMaxRepetitions(REPETITIONS);
            PDU answer = send(pdu);
            for (VariableBinding found : answer.getVariableBindings()) {
                if (found.isException() || !found.getOid().startsWith(column)) {
                    return rows;
                }
                place = found.getOid();
                rows++;
            }
        }
    }

    private PDU pdu(int type, OID oid) {
        PDU pdu = v3 ? new ScopedPDU() : new PDU();
        pdu.setType(type);
        pdu.add(new VariableBinding(oid));
        return pdu;
    }

    private PDU send(PDU pdu) throws IOException {
        PDU answer = snmp.send(pdu, target).getResponse();
        if (answer == null || answer.getErrorStatus() != 0 || answer.size() == 0 || answer.getType() != PDU.RESPONSE) {
            throw new IOException("no good answer from " + target.getAddress() + ": " + answer);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }

    /** Keeps what was sent. */
    private static final class Recorder extends DefaultUdpTransportMapping {

        private volatile byte[] last = {};

        Recorder() throws IOException {
            super(new UdpAddress("127.0.0.1/0"));
        }

        byte[] last() {
            return last.clone();
        }

        @Override
        public void sendMessage(
                UdpAddress to, byte[] message, TransportStateReference reference, long timeout, int retries)
                throws IOException {
            last = message.clone();
            super.sendMessage(to, message, reference, timeout, retries);
        }
    }
}
