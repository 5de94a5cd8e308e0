package io.arewealive.snmp;

import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.MibText;
import io.arewealive.snmp.mib.Root;

/** The text of AWA-MIB, for consoles. */
public final class Mib {

    /** Where the objects are if nothing is said. */
    public static final String DEFAULT_ROOT = AwaMib.DEFAULT_ROOT;

    private Mib() {}

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
