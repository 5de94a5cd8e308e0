package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;

/** Malformed messages among valid ones. */
class FuzzIT {

    private static final OID NAME = new OID(Mib.DEFAULT_ROOT + ".1.1.1.0");
    private static final String MONITOR = "-v3 -u monitor -l authPriv -a SHA-256 -A auth-secret -x AES -X priv-secret";

    private final int port = UdpPorts.free();
    private final FakeAwa awa = FakeAwa.three()
            .with("awa.snmp.port", Integer.toString(port))
            .with("awa.snmp.v2c.community", "look")
            .withUser("monitor", "auth-secret", "priv-secret");

    @Test
    void no_valid_answer_is_lost_or_late_among_three_thousand_malformed_messages() throws Exception {
        fuzz(3_000, 11);
    }

    @Test
    @Tag("long")
    void no_valid_answer_is_lost_or_late_among_a_hundred_thousand_malformed_messages() throws Exception {
        fuzz(100_000, 12);
    }

    private void fuzz(int messages, long seed) throws Exception {
        var random = new Random(seed);
        try (var metronome = new Metronome();
                var agent = new SnmpFace().open(awa);
                var client = new Client(port, "look");
                var socket = new DatagramSocket()) {
            List<byte[]> valid = recorded();
            long threads = awaThreads();
            long slowest = 0;
            long before = 0;
            for (int i = 0; i < messages; i++) {
                byte[] bytes = mutated(valid.get(random.nextInt(valid.size())), random);
                socket.send(new DatagramPacket(
                        bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
                if (i % 10 == 0) {
                    long behind = metronome.behindNanos();
                    long begin = System.nanoTime();
                    assertEquals(List.of("demo"), client.get(NAME), "seed " + seed + ", message " + i);
                    long taken = System.nanoTime() - begin - (metronome.behindNanos() - behind);
                    slowest = Math.max(slowest, taken);
                }
                if (i == messages / 10) {
                    before = used();
                }
            }
            assertTrue(slowest < 250_000_000L, "slowest answer: " + slowest / 1_000_000 + " ms, seed " + seed);
            assertEquals(threads, awaThreads());
            assertTrue(used() - before < 8 << 20, "memory grew from " + before + " to " + used());
            assertTrue(agent != null);
        }
    }

    /** What a console really sends, among it encrypted messages. */
    private List<byte[]> recorded() throws Exception {
        List<byte[]> seen = new CopyOnWriteArrayList<>();
        try (var relay = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> relay(relay, seen));
            thread.start();
            String at = " 127.0.0.1:" + relay.getLocalPort() + " ";
            Tool.run(words("snmpget -t 0.5 -r 0 " + MONITOR + at + NAME));
            Tool.run(words("snmpbulkget -t 0.5 -r 0 " + MONITOR + at + NAME));
            Tool.run(words("snmpbulkget -t 0.5 -r 0 -v2c -c look" + at + NAME));
            Tool.run(words("snmpset -t 0.5 -r 0 -v2c -c look" + at + NAME + " s other"));
            Tool.run(words("snmpget -v1 -c look -r 0 -t 0.1" + at + NAME));
        }
        assertTrue(seen.size() >= 6, () -> "" + seen.size());
        return new ArrayList<>(seen);
    }

    private void relay(DatagramSocket socket, List<byte[]> seen) {
        var agent = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        java.net.SocketAddress console = agent;
        var packet = new DatagramPacket(new byte[65_507], 65_507);
        try {
            while (true) {
                packet.setLength(65_507);
                socket.receive(packet);
                boolean answer = packet.getPort() == port;
                if (!answer) {
                    seen.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                    console = packet.getSocketAddress();
                }
                socket.send(new DatagramPacket(packet.getData(), packet.getLength(), answer ? console : agent));
            }
        } catch (IOException e) {
            // closed: all is recorded
        }
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(3) == 0 ? 0x84 : random.nextInt(256));
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length) + (random.nextBoolean() ? 0 : 40));
        }
        return bytes;
    }

    private static long awaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("awa-"))
                .count();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String[] words(String text) {
        return text.strip().split(" +", -1);
    }
}
