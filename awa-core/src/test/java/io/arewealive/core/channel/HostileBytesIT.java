package io.arewealive.core.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.Version;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that no node of ours would send, to the port of one. */
class HostileBytesIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final AtomicBoolean EXECUTED = new AtomicBoolean();

    private final TestChannels all = TestChannels.overTcp(2);

    @BeforeEach
    void open() {
        all.openAll();
        await().atMost(SOON).until(all::allSeeAll);
    }

    @AfterEach
    void close() {
        all.close();
    }

    @Test
    void a_serialized_object_is_refused_unread() throws IOException {
        EXECUTED.set(false);

        try (Intruder intruder = new Intruder(all.port(0))) {
            intruder.send(new ObjectMessage(null, new Payload()));

            await().atMost(SOON).until(() -> refused(0, "malformed"));
        }

        assertFalse(EXECUTED.get(), "readObject ran");
        assertStillWorks();
    }

    @Test
    void lengths_that_cannot_be_are_refused() throws IOException {
        for (int length : List.of(Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0, 2)) {
            try (Intruder intruder = new Intruder(all.port(0))) {
                intruder.out.writeInt(length);
                intruder.out.flush();

                await().atMost(SOON).until(() -> refused(0, "a packet of " + length + " bytes"));
            }
        }
        assertStillWorks();
    }

    @Test
    void who_says_it_all_in_one_breath_is_hung_up_on_each_time() throws IOException {
        for (int i = 0; i < 300; i++) {
            ByteArrayDataOutputStream words = new ByteArrayDataOutputStream();
            IpAddress self = new IpAddress(InetAddress.getLoopbackAddress(), 40_000 + i);
            words.write(new byte[] {'b', 'e', 'l', 'a'});
            words.writeShort(Version.version);
            words.writeShort(self.serializedSize());
            self.writeTo(words);
            words.writeInt(Integer.MAX_VALUE);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), all.port(0))) {
                socket.setSoTimeout(2_000);
                socket.getOutputStream().write(words.buffer(), 0, words.position());
                socket.getInputStream().readAllBytes(); // JGroups may say -1 before it hangs up
            } catch (SocketException e) {
                // that is another way to hang up
            }
        }
        assertStillWorks();
    }

    @Test
    void a_message_that_claims_more_than_its_packet_has_is_refused() throws IOException {
        try (Intruder intruder = new Intruder(all.port(0))) {
            byte[] packet = packet(new BytesMessage(null, new byte[8]));
            int lengthAt = packet.length - 8 - 4;
            packet[lengthAt] = 0x70;

            intruder.send(packet);

            await().atMost(SOON).until(() -> refused(0, "bytes in a packet of"));
        }
        assertStillWorks();
    }

    @Test
    void a_frame_that_is_none_is_refused() throws IOException {
        try (Intruder intruder = new Intruder(all.port(0))) {
            intruder.send(new BytesMessage(null, "no frame".getBytes(UTF_8)).setFlag(Message.Flag.NO_RELIABILITY));

            await().atMost(SOON).until(() -> refused(0, "malformed: no frame"));
        }
        assertStillWorks();
    }

    @Test
    void random_bytes_do_no_harm() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            try (Intruder intruder = new Intruder(all.port(0))) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                if (i % 2 == 0 && bytes.length > 5) {
                    bytes[0] = (byte) (Version.version >>> 8);
                    bytes[1] = (byte) Version.version;
                    bytes[2] = (byte) random.nextInt(4);
                    bytes[3] = 0;
                    bytes[4] = (byte) random.nextInt(8);
                }
                intruder.send(bytes);
            } catch (SocketException e) {
                assertTrue(!all.heard(0).refusals().isEmpty()); // the node hung up
            }
        }
        assertStillWorks();
    }

    @Test
    void callers_who_say_nothing_do_not_keep_others_out() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 25; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), all.port(0)));
            }
            all.add(all.options()
                    .listenOn("127.0.0.1", TestChannels.freePorts(1).get(0), true)
                    .lookFor(List.of("127.0.0.1:" + all.port(0))));

            all.open(2);

            await().atMost(SOON).until(all::allSeeAll);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private boolean refused(int index, String part) {
        return all.heard(index).refusals().stream().anyMatch(why -> why.contains(part));
    }

    private void assertStillWorks() {
        int before = all.heard(0).frames().size();
        all.channel(1).send(all.id(0), Bytes.owning("fine".getBytes(UTF_8)));
        await().atMost(SOON).until(() -> all.heard(0).frames().size() > before);
        assertEquals("fine", all.heard(0).texts().get(before));
    }

    private static byte[] packet(Message message) throws IOException {
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
        Address nobody = UUID.randomUUID();
        out.writeShort(Version.version);
        out.writeByte(2); // to all
        out.writeShort(message.getType());
        message.setSrc(nobody);
        message.writeTo(out);
        return Arrays.copyOf(out.buffer(), out.position());
    }

    /** Speaks JGroups' greeting, then what it likes. */
    private static final class Intruder implements AutoCloseable {

        private final Socket socket;
        private final DataOutputStream out;

        Intruder(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            out = new DataOutputStream(socket.getOutputStream());
            IpAddress self = new IpAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
            out.write(new byte[] {'b', 'e', 'l', 'a'});
            out.writeShort(Version.version);
            out.writeShort(self.serializedSize());
            self.writeTo(out);
            out.flush();
        }

        void send(Message message) throws IOException {
            send(packet(message));
        }

        void send(byte[] packet) throws IOException {
            out.writeInt(packet.length);
            out.write(packet);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Would run when it is read. */
    private static final class Payload implements Serializable {

        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(java.io.ObjectInputStream in) {
            EXECUTED.set(true);
        }
    }
}
