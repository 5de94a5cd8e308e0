package io.arewealive.standalone.architecture.planted.snmp;

import org.snmp4j.Snmp;

/** Allowed here. */
final class Agent {
    final Class<?> snmp = Snmp.class;
}
