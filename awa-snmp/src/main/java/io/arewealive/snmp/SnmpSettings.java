package io.arewealive.snmp;

import io.arewealive.snmp.agent.Access;
import io.arewealive.snmp.agent.Place;
import io.arewealive.snmp.mib.Root;

/**
 * What {@code awa.snmp.*} says.
 *
 * @param place where the agent listens
 * @param root where AWA-MIB hangs
 * @param access who may ask
 */
record SnmpSettings(Place place, Root root, Access access) {}
