package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SNMP agent of a box, asked by Net-SNMP's programs. Where they are not installed the test is skipped, and the report says so. */
record Agent(String address) {

    static final String ROOT = "1.3.6.1.4.1.8072.9999.9999.29537";

    private static final Path WALK = Path.of("/usr/bin/snmpbulkwalk");
    private static final Pattern LINE =
            Pattern.compile("\\.([\\d.]+) = (?:(?<type>[\\w-]+): )?(?<value>.*)", Pattern.DOTALL);

    /** Tells the box, before it starts, to have one, at a port of its own. */
    static void prepare(Box box) {
        try (var free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Files.createFile(
                    file(box), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file(box),
                    "awa.snmp.enabled=true\nawa.snmp.port=" + free.getLocalPort() + "\nawa.snmp.v2c.community=look\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Agent of(Box box) {
        try (Stream<String> lines = Files.lines(file(box))) {
            return new Agent("127.0.0.1:"
                    + lines.filter(line -> line.startsWith("awa.snmp.port="))
                            .map(line -> line.substring(line.indexOf('=') + 1))
                            .findFirst()
                            .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Box box) {
        return box.directory().resolve("awa.properties");
    }

    /** All below an object, in the order in which it came: OIDs without the root, and numbers or what is text in hexadecimal digits. */
    Map<String, String> walk(String below) {
        assumeTrue(Files.isExecutable(WALK), WALK + " is not installed; .ci/run installs it");
        Box.Result result = Launcher.run(
                Path.of("/"),
                List.of(WALK.toString(), "-v2c", "-c", "look", "-m", "", "-Onx", "-t", "5", address, ROOT + below));
        assertEquals("exit 0", result.toString().substring(0, 6), result::toString);
        List<String> oids = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : result.out().split("\n(?=\\.1\\.3\\.)", -1)) {
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                throw new AssertionError("not understood: " + line);
            }
            String oid = matcher.group(1).substring(ROOT.length());
            String value = matcher.group("value").replaceAll("[\\s\"]", "");
            oids.add(oid);
            found.put(oid, value);
        }
        assertEquals(found.size(), oids.size(), "an object came twice");
        return found;
    }

    /** One object of what a walk found. */
    static String text(Map<String, String> found, String oid) {
        String hex = found.get(oid);
        if (hex == null) {
            throw new AssertionError(oid + " is not there");
        }
        return text(hex);
    }

    static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    /** A {@code DateAndTime} in UTC. */
    static Instant time(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return LocalDateTime.of(
                        ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF),
                        bytes[2],
                        bytes[3],
                        bytes[4],
                        bytes[5],
                        bytes[6],
                        bytes[7] * 100_000_000)
                .toInstant(ZoneOffset.UTC);
    }
}
