package io.arewealive.standalone.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which machines have opened a connection to a port of this one, as the kernel of Linux lists them. */
final class Connections {

    private static final String ESTABLISHED = "01";
    private static final int WORD = 4;

    private Connections() {}

    /** The machines at the other end of connections that end at the port; empty if the kernel does not tell. */
    static Optional<Set<InetAddress>> to(int port) {
        Set<InetAddress> found = new HashSet<>();
        boolean told = false;
        for (String table : List.of("tcp", "tcp6")) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/net", table))) {
                lines.skip(1).flatMap(line -> remote(line, port).stream()).forEach(found::add);
                told = true;
            } catch (IOException e) {
                // Another kernel, or no IPv6.
            }
        }
        return told ? Optional.of(found) : Optional.empty();
    }

    /** The other end, if the line is of an open connection that ends at the port. */
    static Optional<InetAddress> remote(String line, int port) {
        String[] words = line.strip().split(" +", 5);
        if (words.length < 5 || !words[3].equals(ESTABLISHED)) {
            return Optional.empty();
        }
        String[] local = words[1].split(":", 2);
        return Integer.parseInt(local[1], 16) == port
                ? Optional.of(address(words[2].split(":", 2)[0]))
                : Optional.empty();
    }

    /** Four or sixteen bytes in hexadecimal digits, each four of them in the order of this machine. */
    private static InetAddress address(String digits) {
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(digits)).order(ByteOrder.nativeOrder());
        ByteBuffer plain = ByteBuffer.allocate(words.capacity());
        for (int i = 0; i < words.capacity(); i += WORD) {
            plain.putInt(words.getInt(i));
        }
        try {
            return InetAddress.getByAddress(plain.array());
        } catch (IOException e) {
            throw new IllegalArgumentException(digits + " is no address", e);
        }
    }
}
