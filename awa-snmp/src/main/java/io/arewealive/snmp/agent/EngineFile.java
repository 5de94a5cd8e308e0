package io.arewealive.snmp.agent;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.OctetString;

/**
 * Keeps the engine's id and the number of its starts, as text: consoles refuse an engine whose starts do not rise. They begin with
 * the minutes since 2020, so that they rise even where the file was lost or cannot be written.
 */
public final class EngineFile {

    private static final Logger LOG = LoggerFactory.getLogger(EngineFile.class);
    private static final String NAME = "snmp-engine";
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final int LAST_BOOT = Integer.MAX_VALUE - 1;

    private EngineFile() {}

    /**
     * The identity for this start.
     *
     * @param directory where it is kept; empty if nothing is
     * @param node what a new engine names itself after
     * @param now the time
     */
    public static EngineIdentity next(Optional<Path> directory, String node, Instant now) {
        Optional<EngineIdentity> former = directory.flatMap(EngineFile::read);
        long floor = Math.max(1, (now.getEpochSecond() - BEGIN.getEpochSecond()) / 60);
        long boots = Math.max(floor, former.map(EngineIdentity::boots).orElse(0) + 1L);
        var identity =
                new EngineIdentity(former.map(EngineIdentity::id).orElseGet(() -> EngineIdentity.idOf(node)), (int)
                        Math.min(LAST_BOOT, boots));
        directory.ifPresent(path -> write(path, identity));
        return identity;
    }

    private static Optional<EngineIdentity> read(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            var id = OctetString.fromHexStringPairs(properties.getProperty("engine-id", ""));
            int boots = Integer.parseInt(properties.getProperty("boots", ""));
            if (id.length() < 5 || id.length() > 32 || boots < 1) {
                throw new IllegalArgumentException("engine-id must have 5 to 32 octets, and boots be 1 or more");
            }
            return Optional.of(new EngineIdentity(id, boots));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} cannot be read and is written anew; consoles may have to forget the engine: {}",
                    file,
                    e.toString());
            return Optional.empty();
        }
    }

    private static void write(Path directory, EngineIdentity identity) {
        String text = "# The SNMP engine of this node: its id, and how often it was started.\nengine-id="
                + hex(identity.id()) + "\nboots=" + identity.boots() + "\n";
        Path part = directory.resolve(NAME + ".new");
        try {
            try (var channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            try (var channel = FileChannel.open(directory)) {
                channel.force(true);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written, the agent runs all the same: {}", directory.resolve(NAME), e.toString());
        }
    }

    private static String hex(OctetString id) {
        return java.util.HexFormat.of().formatHex(id.getValue());
    }
}
