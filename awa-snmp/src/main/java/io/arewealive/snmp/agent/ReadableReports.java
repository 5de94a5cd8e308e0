package io.arewealive.snmp.agent;

import java.util.Set;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/**
 * SNMPv3 whose reports about a wrong user or password can be read by who has a wrong one: they are neither authenticated nor encrypted, as
 * RFC 3414 (3.2) has it. SNMP4J does that too, but by a switch for the whole JVM, which is the host's.
 */
final class ReadableReports extends MPv3 {

    private static final Set<OID> PLAIN = Set.of(
            SnmpConstants.usmStatsUnknownUserNames,
            SnmpConstants.usmStatsWrongDigests,
            SnmpConstants.usmStatsUnsupportedSecLevels,
            SnmpConstants.usmStatsUnknownEngineIDs);

    ReadableReports(byte[] engine, SecurityProtocols protocols, SecurityModels models, CounterSupport counters) {
        super(engine, null, protocols, models, counters);
    }

    @Override
    public int sendReport(
            MessageDispatcher dispatcher,
            ScopedPDU pdu,
            int securityLevel,
            int securityModel,
            OctetString securityName,
            int maxSize,
            StateReference<?> reference,
            VariableBinding payload) {
        int level = PLAIN.contains(payload.getOid()) ? SecurityLevel.NOAUTH_NOPRIV : securityLevel;
        return super.sendReport(dispatcher, pdu, level, securityModel, securityName, maxSize, reference, payload);
    }
}
