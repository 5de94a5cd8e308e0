package io.arewealive.snmp.agent;

import java.util.List;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;

/**
 * An SNMP engine that shares nothing with others in the same JVM, neither ours nor the host's: SNMP4J's own
 * singletons stay untouched. It speaks SNMPv3, SNMPv2c if wanted, SNMPv1 never.
 *
 * @param dispatcher takes and gives messages
 * @param usm its users
 * @param counters what it counted
 */
public record Engine(MessageDispatcher dispatcher, USM usm, Counters counters) {

    private static final int KNOWN_PEERS = 1_000;

    /** An engine with these users. */
    public static Engine of(EngineIdentity identity, List<User> users, boolean v2c) {
        var protocols = new SecurityProtocols(SecurityProtocolSet.none);
        protocols.addAuthenticationProtocol(new AuthHMAC192SHA256());
        protocols.addAuthenticationProtocol(new AuthHMAC384SHA512());
        protocols.addPrivacyProtocol(new PrivAES128());
        protocols.addPrivacyProtocol(new PrivAES256());
        var counters = new Counters();
        var support = new CounterSupport();
        support.addCounterListener(counters);
        var usm = new USM(protocols, identity.id(), identity.boots(), support);
        users.forEach(user -> usm.addUser(user.usm()));
        var models = new SecurityModels().addSecurityModel(usm);
        var v3 = new ReadableReports(identity.id().getValue(), protocols, models, support);
        v3.setMaxEngineIdCacheSize(KNOWN_PEERS);
        var dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(v3);
        if (v2c) {
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        dispatcher.addCounterListener(counters);
        return new Engine(dispatcher, usm, counters);
    }
}
