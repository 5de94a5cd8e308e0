package io.arewealive.standalone.architecture.planted.standalone;

import org.hsqldb.Database;
import org.jgroups.JChannel;
import org.snmp4j.Snmp;

final class UsesLibraries {
    final Class<?> channel = JChannel.class;
    final Class<?> database = Database.class;
    final Class<?> snmp = Snmp.class;
}
