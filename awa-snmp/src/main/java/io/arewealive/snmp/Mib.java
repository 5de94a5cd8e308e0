package io.arewealive.snmp;

import io.arewealive.node.NodeId;
import io.arewealive.snmp.agent.EngineIdentity;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.MibText;
import io.arewealive.snmp.mib.Root;
import java.util.HexFormat;

/** The text of AWA-MIB, for consoles. */
public final class Mib {

    /** Where the objects are if nothing is said. */
    public static final String DEFAULT_ROOT = AwaMib.DEFAULT_ROOT;

    private Mib() {}

    /**
     * The id of the SNMP engine that the agent of this node makes at its first start, in hexadecimal digits. It keeps that one even if the
     * node takes up another id; then {@code snmp-engine} in its data directory says it.
     */
    public static String engineId(NodeId node) {
        return HexFormat.of().formatHex(EngineIdentity.of(node).getValue());
    }

    /**
     * The module in SMIv2.
     *
     * @param root an object identifier, in numbers and dots
     * @throws IllegalArgumentException with the rule, if it is none
     */
    public static String text(String root) {
        return MibText.of(new Root(root));
    }
}
