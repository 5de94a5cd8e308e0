package io.arewealive.snmp.agent;

import io.arewealive.node.NodeId;
import java.nio.charset.StandardCharsets;
import org.snmp4j.smi.OctetString;

/**
 * What an SNMP engine is known by.
 *
 * @param id 5 to 32 octets, the same for its life
 * @param boots how often it was started; it only rises
 */
public record EngineIdentity(OctetString id, int boots) {

    private static final int LONGEST = 32;
    /** The number of SNMP4J's maker, under which its engines name themselves, and 4 for "text follows". */
    private static final byte[] PREFIX = {(byte) 0x80, 0x00, 0x13, 0x70, 4};

    /** The id of a new engine of this node. */
    public static OctetString of(NodeId node) {
        return idOf(node.toString().replace("-", ""));
    }

    /** The id that goes with this text, as much of it as there is room for. */
    static OctetString idOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        var id = new OctetString(PREFIX);
        id.append(java.util.Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST - PREFIX.length)));
        return id;
    }
}
