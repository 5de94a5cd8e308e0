package io.arewealive.snmp.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.event.CounterListener;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;

/** Counts what the engine tells, one number for each kind: never one for each peer, so that it does not grow. Any thread. */
final class Counters implements CounterListener {

    private static final int MOST = 256;
    private static final long WRAP = 0xFFFF_FFFFL;

    private final Map<OID, Long> values = new ConcurrentHashMap<>();

    @Override
    public void incrementCounter(CounterEvent event) {
        OID oid = event.getOid();
        if (values.size() < MOST || values.containsKey(oid)) {
            long value = values.merge(new OID(oid), event.getIncrement(), (a, b) -> (a + b) & WRAP);
            event.setCurrentValue(new Counter32(value));
        }
    }

    Counter32 add(OID oid) {
        return new Counter32(values.merge(oid, 1L, (a, b) -> (a + b) & WRAP));
    }

    Counter32 value(OID oid) {
        return new Counter32(values.getOrDefault(oid, 0L));
    }
}
