package io.arewealive.snmp.mib;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.Function;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * A type of values: its name in SMIv2, and how a value of it goes onto the wire.
 *
 * @param name as the module's text says it
 * @param module where it is imported from; empty for one that AWA-MIB defines, {@code SNMPv2-SMI} for a base type
 * @param wire from a value to what is sent
 * @param <V> the values
 */
public record Syntax<V>(String name, String module, Function<V, Variable> wire) {

    private static final int LONGEST_TEXT = 255;
    private static final long UNSIGNED_MAX = 0xFFFF_FFFFL;

    /** Text in UTF-8; what is longer than 255 octets is cut. */
    public static final Syntax<String> TEXT = new Syntax<>("SnmpAdminString", "SNMP-FRAMEWORK-MIB", Syntax::text);

    /** Yes or no. */
    public static final Syntax<Boolean> TRUTH =
            new Syntax<>("TruthValue", "SNMPv2-TC", value -> new Integer32(value ? 1 : 2));

    /** A moment, in UTC, to the tenth of a second. */
    public static final Syntax<Instant> TIME = new Syntax<>("DateAndTime", "SNMPv2-TC", Syntax::time);

    /** A TCP or UDP port. */
    public static final Syntax<Integer> PORT =
            new Syntax<>("InetPortNumber", "INET-ADDRESS-MIB", port -> new UnsignedInteger32(port.longValue()));

    /** How many there are of something now. */
    public static final Syntax<Number> GAUGE =
            new Syntax<>("Gauge32", "SNMPv2-SMI", number -> new org.snmp4j.smi.Gauge32(unsigned(number)));

    /** The same beyond 32 bits. */
    public static final Syntax<Long> GAUGE64 = new Syntax<>("CounterBasedGauge64", "HCNUM-TC", Counter64::new);

    /** The number of a row. */
    public static final Syntax<Number> INDEX =
            new Syntax<>("Unsigned32 (1..4294967295)", "SNMPv2-SMI", number -> new UnsignedInteger32(unsigned(number)));

    /** The word that is imported, without a range. */
    String imported() {
        return name.replaceAll(" .*", "");
    }

    private static long unsigned(Number number) {
        return Math.max(0, Math.min(UNSIGNED_MAX, number.longValue()));
    }

    private static Variable text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_TEXT) {
            return new OctetString(bytes);
        }
        int end = LONGEST_TEXT;
        while ((bytes[end] & 0xC0) == 0x80) { // not in the middle of a character
            end--;
        }
        return new OctetString(Arrays.copyOf(bytes, end));
    }

    private static Variable time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return new OctetString(new byte[] {
            (byte) (utc.getYear() >> 8),
            (byte) utc.getYear(),
            (byte) utc.getMonthValue(),
            (byte) utc.getDayOfMonth(),
            (byte) utc.getHour(),
            (byte) utc.getMinute(),
            (byte) utc.getSecond(),
            (byte) (utc.getNano() / 100_000_000),
            '+',
            0,
            0
        });
    }
}
