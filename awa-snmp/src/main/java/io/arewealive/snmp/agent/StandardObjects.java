package io.arewealive.snmp.agent;

import io.arewealive.snmp.mib.Leaf;
import io.arewealive.snmp.mib.Syntax;
import io.arewealive.snmp.mib.View;
import io.arewealive.snmp.tree.Scalars;
import io.arewealive.status.NodeStatus;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/** What every agent has: the groups {@code system} and {@code snmp} (RFC 3418) and {@code snmpEngine} (RFC 3411). */
final class StandardObjects {

    private static final Syntax<Variable> AS_IS = new Syntax<>("", "", UnaryOperator.identity());
    private static final int LARGEST_MESSAGE = 65_507;
    private static final int APPLICATION_AND_TRANSPORT = 72;
    private static final int AUTHENTICATION_TRAPS_OFF = 2;

    private final EngineIdentity identity;
    private final USM usm;
    private final Counters counters;
    private final LongSupplier upHundredths;

    StandardObjects(EngineIdentity identity, Engine engine, LongSupplier upHundredths) {
        this.identity = identity;
        this.usm = engine.usm();
        this.counters = engine.counters();
        this.upHundredths = upHundredths;
    }

    List<Scalars<?>> of(OID server) {
        return List.of(system(server), snmp(), engine());
    }

    private Scalars<View> system(OID server) {
        return new Scalars<>(
                SnmpConstants.system,
                List.of(
                        text(1, StandardObjects::description),
                        leaf(2, view -> server),
                        leaf(3, view -> new TimeTicks(upHundredths.getAsLong())),
                        text(4, view -> ""),
                        text(5, view -> view.status().viewer()),
                        text(6, view -> ""),
                        leaf(7, view -> new Integer32(APPLICATION_AND_TRANSPORT))),
                Function.identity());
    }

    private Scalars<View> snmp() {
        return new Scalars<>(
                new OID("1.3.6.1.2.1.11"),
                List.of(
                        counter(1, SnmpConstants.snmpInPkts),
                        counter(3, SnmpConstants.snmpInBadVersions),
                        counter(4, SnmpConstants.snmpInBadCommunityNames),
                        counter(5, SnmpConstants.snmpInBadCommunityUses),
                        counter(6, SnmpConstants.snmpInASNParseErrs),
                        leaf(30, view -> new Integer32(AUTHENTICATION_TRAPS_OFF)),
                        counter(31, SnmpConstants.snmpSilentDrops),
                        counter(32, SnmpConstants.snmpProxyDrops)),
                Function.identity());
    }

    private Scalars<View> engine() {
        return new Scalars<>(
                new OID("1.3.6.1.6.3.10.2.1"),
                List.of(
                        leaf(1, view -> new OctetString(identity.id())),
                        leaf(2, view -> new Integer32(identity.boots())),
                        leaf(3, view -> new Integer32(usm.getEngineTime())),
                        leaf(4, view -> new Integer32(LARGEST_MESSAGE))),
                Function.identity());
    }

    private static String description(View view) {
        String software = view.status().nodes().stream()
                .filter(node -> node.id().equals(view.status().viewerId()))
                .findFirst()
                .flatMap(NodeStatus::software)
                .map(version -> " " + version)
                .orElse("");
        return "AWA" + software + ", a node of the cluster " + view.status().cluster();
    }

    private Leaf<View> counter(int number, OID oid) {
        return leaf(number, view -> counters.value(oid));
    }

    private static Leaf<View> text(int number, Function<View, String> read) {
        return Leaf.of(number, "", Syntax.TEXT, "", "", read);
    }

    private static Leaf<View> leaf(int number, Function<View, Variable> read) {
        return Leaf.of(number, "", AS_IS, "", "", read);
    }
}
