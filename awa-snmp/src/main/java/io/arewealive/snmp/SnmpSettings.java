package io.arewealive.snmp;

import io.arewealive.snmp.agent.Access;
import io.arewealive.snmp.agent.Place;
import io.arewealive.snmp.mib.Root;
import io.arewealive.snmp.trap.Receiver;
import java.util.List;

/**
 * What {@code awa.snmp.*} says.
 *
 * @param place where the agent listens
 * @param root where AWA-MIB hangs
 * @param access who may ask
 * @param receivers who is told
 */
record SnmpSettings(Place place, Root root, Access access, List<Receiver> receivers) {

    SnmpSettings {
        receivers = List.copyOf(receivers);
    }
}
