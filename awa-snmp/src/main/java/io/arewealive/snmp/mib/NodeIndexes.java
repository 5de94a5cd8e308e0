package io.arewealive.snmp.mib;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * The numbers by which consoles know nodes: 31 bits of the CRC-32 of the name, so that every agent gives the same one without
 * asking anybody, also after the node was deleted and added again. Of two names with the same number the later one in the order of
 * names gets the next free number.
 */
public final class NodeIndexes {

    private static final long GREATEST = Integer.MAX_VALUE;

    private NodeIndexes() {}

    /** The number of each name. */
    public static Map<String, Long> of(Collection<String> names) {
        Map<String, Long> indexes = new HashMap<>(names.size() * 2);
        Set<Long> taken = new HashSet<>(names.size() * 2);
        for (String name : new TreeSet<>(names)) {
            long index = preferred(name);
            while (!taken.add(index)) {
                index = index % GREATEST + 1;
            }
            indexes.put(name, index);
        }
        return indexes;
    }

    /** The number that a name has unless another one has it. */
    static long preferred(String name) {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return Math.max(1, crc.getValue() & GREATEST);
    }
}
