package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.Version;
import org.jgroups.protocols.EncryptHeader;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;

/** A process that is none of ours at the port of a node: a socket of the JDK, from an address of its own, that sends what it likes. */
public final class Outsider implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HEADER_ID = 700;

    private final Socket socket;
    private final DataOutputStream out;

    private Outsider(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connects and says nothing. */
    public static Outsider plain(String from, int port) throws IOException {
        return plain(from, port, PATIENCE_MILLIS);
    }

    /** The same, with this much patience. */
    public static Outsider plain(String from, int port, int patienceMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patienceMillis);
            return new Outsider(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects, shakes hands as the calling side, and says nothing; a refusal may come only with the first look at what is answered. */
    public static Outsider tls(String from, int port, SSLContext context) throws IOException {
        Outsider below = plain(from, port);
        SSLSocket spoken = (SSLSocket) context.getSocketFactory().createSocket(below.socket, "node", port, true);
        try {
            spoken.setSoTimeout(PATIENCE_MILLIS);
            spoken.startHandshake();
            return new Outsider(spoken);
        } catch (IOException e) {
            spoken.close();
            throw e;
        }
    }

    /** Over TLS if there are keys, else plain. */
    public static Outsider connect(String from, int port, Optional<SSLContext> context) throws IOException {
        return context.isPresent() ? tls(from, port, context.get()) : plain(from, port);
    }

    /** Introduces itself as a node does. */
    public Outsider greet() throws IOException {
        IpAddress self = new IpAddress(socket.getLocalAddress(), socket.getLocalPort());
        out.write(new byte[] {'b', 'e', 'l', 'a'});
        out.writeShort(Version.version);
        out.writeShort(self.serializedSize());
        self.writeTo(out);
        out.flush();
        return this;
    }

    /** A packet, after its length. */
    public void send(byte[] packet) throws IOException {
        out.writeInt(packet.length);
        out.write(packet);
        out.flush();
    }

    /** Bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** A length, and nothing after it. */
    public void claim(int length) throws IOException {
        out.writeInt(length);
        out.flush();
    }

    /**
     * All that the node says until it hangs up.
     *
     * @throws SocketTimeoutException if it does not hang up in this time
     */
    public byte[] heard(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return socket.getInputStream().readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A packet with an object that Java would deserialize. */
    public static byte[] object(Serializable object) throws IOException {
        return packet(new ObjectMessage(null, object));
    }

    /** A small packet whose bytes claim to be this many. */
    public static byte[] bytesThatClaim(int length) throws IOException {
        byte[] packet = packet(new BytesMessage(null, new byte[8]));
        claimAt(packet, packet.length - 8 - Integer.BYTES, length);
        return packet;
    }

    /** A small packet with a header of JGroups' in which an array claims to have this many bytes. */
    public static byte[] headerThatClaims(int length) throws IOException {
        int marker = 0x0a0b0c0d;
        byte[] mark = {10, 11, 12, 13};
        var header = new EncryptHeader((byte) 0, mark);
        byte[] packet = packet(new BytesMessage(null, new byte[8]).putHeader((short) HEADER_ID, header));
        for (int at = Integer.BYTES; at + Integer.BYTES <= packet.length; at++) {
            if (java.nio.ByteBuffer.wrap(packet, at, Integer.BYTES).getInt() == marker) {
                claimAt(packet, at - Integer.BYTES, length);
                return packet;
            }
        }
        throw new IllegalStateException("the header of JGroups has another layout");
    }

    /** So many packets with their lengths: noise, noise in the dress of JGroups, noise in frames of ours, noise in messages of ours. */
    public static byte[] noise(Random random, int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (int i = 0; i < count; i++) {
            byte[] packet = noise(random);
            out.writeInt(packet.length);
            out.write(packet);
        }
        return bytes.toByteArray();
    }

    private static byte[] noise(Random random) throws IOException {
        byte[] body = new byte[3 + random.nextInt(200)];
        random.nextBytes(body);
        return switch (random.nextInt(4)) {
            case 0 -> body;
            case 1 -> inDress(random, body);
            case 2 -> packet(frame(Arrays.copyOf(magic(body), body.length)));
            default ->
                packet(frame(FrameCodec.encode(
                        new Frame(false, Channel.NO_CLUSTER, NodeId.random(), random.nextInt(9), Bytes.owning(body)))));
        };
    }

    private static byte[] inDress(Random random, byte[] body) {
        if (body.length > 5) {
            body[0] = (byte) (Version.version >>> 8);
            body[1] = (byte) Version.version;
            body[2] = (byte) random.nextInt(4);
            body[3] = 0;
            body[4] = (byte) random.nextInt(8);
        }
        return body;
    }

    private static byte[] magic(byte[] body) {
        byte[] head = new WireWriter(5)
                .i32(FrameCodec.MAGIC)
                .u8(FrameCodec.VERSION)
                .toBytes()
                .array();
        System.arraycopy(head, 0, body, 0, Math.min(body.length, head.length));
        return body;
    }

    private static Message frame(byte[] frame) {
        return FramePort.message(null, frame);
    }

    private static void claimAt(byte[] packet, int at, int length) {
        java.nio.ByteBuffer.wrap(packet).putInt(at, length);
    }

    private static byte[] packet(Message message) throws IOException {
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
        out.writeShort(Version.version);
        out.writeByte(2); // to all
        out.writeShort(message.getType());
        message.setSrc(UUID.randomUUID());
        message.writeTo(out);
        return Arrays.copyOf(out.buffer(), out.position());
    }

    /** A context of TLS 1.3 that takes whatever certificate the other side shows. */
    public static SSLContext trustingAnybody(javax.net.ssl.KeyManager... keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys, new javax.net.ssl.TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody extends javax.net.ssl.X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
