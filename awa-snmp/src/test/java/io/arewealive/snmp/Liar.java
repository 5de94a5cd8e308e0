package io.arewealive.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.asn1.BERSerializable;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** A receiver that answers all by SNMPv3 with a report, several times, and is another engine to each who asks who it is. */
public final class Liar implements AutoCloseable {

    private static final int LARGEST = 65_507;
    private static final int COPIES = 3;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger received = new AtomicInteger();
    private final OID report;
    private int engines;

    /** One that always says this. */
    public Liar(OID report) throws IOException {
        this.report = report;
        var thread = new Thread(this::run);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How many datagrams it got. */
    public int received() {
        return received.get();
    }

    private void run() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                received.incrementAndGet();
                byte[] answer = answer(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                for (int i = 0; i < COPIES; i++) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            socket.close(); // it is the end
        }
    }

    private byte[] answer(byte[] message) throws IOException {
        var in = new BERInputStream(ByteBuffer.wrap(message));
        open(in);
        new Integer32().decodeBER(in);
        open(in);
        var id = new Integer32();
        id.decodeBER(in);
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        new Integer32().decodeBER(in);
        var parameters = new OctetString();
        parameters.decodeBER(in);
        var inner = new BERInputStream(ByteBuffer.wrap(parameters.getValue()));
        open(inner);
        var engine = new OctetString();
        engine.decodeBER(inner);
        if (engine.length() == 0) {
            engine = new OctetString("liar-" + ++engines);
        }
        return sequence(
                bytes(new Integer32(3)),
                sequence(
                        bytes(id),
                        bytes(new Integer32(LARGEST)),
                        bytes(new OctetString(new byte[] {0})),
                        bytes(new Integer32(3))),
                bytes(new OctetString(sequence(
                        bytes(engine),
                        bytes(new Integer32(1)),
                        bytes(new Integer32(1)),
                        bytes(new OctetString()),
                        bytes(new OctetString()),
                        bytes(new OctetString())))),
                bytes(pdu(engine)));
    }

    private ScopedPDU pdu(OctetString engine) {
        var pdu = new ScopedPDU();
        pdu.setType(PDU.REPORT);
        pdu.setContextEngineID(engine);
        pdu.setRequestID(new Integer32(0));
        pdu.add(new VariableBinding(report, new Counter32(1)));
        return pdu;
    }

    private static void open(BERInputStream in) throws IOException {
        BER.decodeHeader(in, new BER.MutableByte());
    }

    private static byte[] bytes(BERSerializable value) throws IOException {
        var out = new BEROutputStream(ByteBuffer.allocate(value.getBERLength()));
        value.encodeBER(out);
        return out.getBuffer().array();
    }

    private static byte[] sequence(byte[]... parts) throws IOException {
        int length =
                java.util.Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length + BER.getBERLengthOfLength(length) + 1);
        var out = new BEROutputStream(all);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        for (byte[] part : parts) {
            out.write(part);
        }
        return all.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
