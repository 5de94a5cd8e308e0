package io.arewealive.snmp.mib;

import java.util.List;

/**
 * A notification of AWA-MIB.
 *
 * @param number its last sub-identifier, below root.0
 * @param name for example {@code awaNodeStatusChanged}
 * @param description when it is sent
 * @param objects the names of the objects it carries
 */
public record Notice(int number, String name, String description, List<String> objects) {

    /** Copies the names. */
    public Notice {
        objects = List.copyOf(objects);
    }
}
