package io.arewealive.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** SNMP4J as a client, by SNMPv2c: quick enough for thousands of questions. */
final class Client implements AutoCloseable {

    private final Snmp snmp;
    private final CommunityTarget<UdpAddress> target;

    Client(int port, String community) throws IOException {
        snmp = new Snmp(new DefaultUdpTransportMapping());
        target = new CommunityTarget<>(new UdpAddress("127.0.0.1/" + port), new OctetString(community));
        target.setVersion(SnmpConstants.version2c);
        target.setTimeout(3_000);
        target.setRetries(1);
        snmp.listen();
    }

    List<OID> walk(OID root) throws IOException {
        List<OID> oids = new ArrayList<>();
        OID place = root;
        while (true) {
            for (VariableBinding found : bulk(1, 50, place)) {
                if (found.isException() || !found.getOid().startsWith(root)) {
                    return oids;
                }
                oids.add(found.getOid());
                place = found.getOid();
            }
        }
    }

    List<VariableBinding> bulk(int columns, int repetitions, OID from) throws IOException {
        var pdu = new PDU();
        pdu.setType(PDU.GETBULK);
        pdu.setMaxRepetitions(repetitions);
        for (int i = 0; i < columns; i++) {
            pdu.add(new VariableBinding(from));
        }
        return List.copyOf(send(pdu).getVariableBindings());
    }

    List<String> get(OID... oids) throws IOException {
        return send(pdu(PDU.GET, Stream.of(oids))).getVariableBindings().stream()
                .map(found -> found.getVariable() instanceof OctetString text
                        ? new String(text.getValue(), StandardCharsets.UTF_8)
                        : found.getVariable().toString())
                .toList();
    }

    String error(Stream<OID> oids) throws IOException {
        return send(pdu(PDU.GET, oids)).getErrorStatusText();
    }

    String set(OID oid) throws IOException {
        var pdu = new PDU();
        pdu.setType(PDU.SET);
        pdu.add(new VariableBinding(oid, new OctetString("x")));
        return send(pdu).getErrorStatusText();
    }

    private static PDU pdu(int type, Stream<OID> oids) {
        var pdu = new PDU();
        pdu.setType(type);
        oids.forEach(oid -> pdu.add(new VariableBinding(oid)));
        return pdu;
    }

    private PDU send(PDU pdu) throws IOException {
        PDU answer = snmp.send(pdu, target).getResponse();
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
