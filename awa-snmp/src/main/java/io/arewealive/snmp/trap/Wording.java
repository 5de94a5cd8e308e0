package io.arewealive.snmp.trap;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.NodeIndexes;
import io.arewealive.snmp.mib.Notice;
import io.arewealive.snmp.mib.Syntax;
import io.arewealive.snmp.mib.View;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Puts an event into the objects that its notification carries: as they were at the event, not as they are now. */
final class Wording {

    private final AwaMib mib;

    Wording(AwaMib mib) {
        this.mib = mib;
    }

    /** The notification of this name about this event. */
    PDU of(String noticeName, Event event, View view, long upHundredths) {
        Notice notice = mib.notice(noticeName);
        var pdu = new ScopedPDU();
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(upHundredths)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, mib.noticeOid(notice)));
        boolean ofCluster = event.stream() == EventStream.CLUSTER;
        Event numbered = ofCluster ? event : withoutNumber(event);
        for (String object : notice.objects()) {
            value(object, numbered, view)
                    .ifPresent(value -> pdu.add(new VariableBinding(instance(object, numbered, view), value)));
        }
        return pdu;
    }

    private Optional<Variable> value(String object, Event event, View view) {
        return switch (object) {
            case "awaNodeStatus" -> Optional.of(new Integer32(state(event, view)));
            case "awaNodeName" -> Optional.of(text(event.subject()));
            case "awaNodeReason" -> Optional.of(text(reason(event, view)));
            case "awaClusterTerm" -> term(event, view);
            case "awaClusterLeader" ->
                Optional.of(text(event.details()
                        .getOrDefault("leader", view.status().leader().orElse(""))));
            default -> object.startsWith("awaCluster") ? scalar(object, view) : column(object, event);
        };
    }

    /** Why the node is in its state: that it was away is no reason to be online. */
    private static String reason(Event event, View view) {
        boolean online = state(event, view) == AwaMib.number(NodeState.ONLINE);
        return online ? "" : event.details().getOrDefault("reason", "");
    }

    private Optional<Variable> term(Event event, View view) {
        Optional<String> said =
                Optional.ofNullable(event.details().get("term")).filter(term -> term.matches("\\d{1,18}"));
        return said.isPresent()
                ? said.map(term -> Syntax.GAUGE64.wire().apply(Long.valueOf(term)))
                : scalar("awaClusterTerm", view);
    }

    private OID instance(String object, Event event, View view) {
        OID oid = mib.oid(object);
        if (object.startsWith("awaCluster")) {
            return oid.append(0);
        }
        long index = object.startsWith("awaNode") ? index(event, view) : event.number();
        return oid.append((int) index);
    }

    private static long index(Event event, View view) {
        List<String> names =
                view.status().nodes().stream().map(NodeStatus::name).toList();
        return NodeIndexes.of(names)
                .getOrDefault(
                        event.subject(),
                        NodeIndexes.of(List.of(event.subject())).getOrDefault(event.subject(), 1L));
    }

    private Optional<Variable> scalar(String object, View view) {
        return mib.cluster().stream()
                .filter(leaf -> leaf.name().equals(object))
                .findFirst()
                .flatMap(leaf -> leaf.read().apply(view));
    }

    private Optional<Variable> column(String object, Event event) {
        return AwaMib.events().column(object).read().apply(event);
    }

    private static int state(Event event, View view) {
        String word = event.details().getOrDefault("to", "").toUpperCase(Locale.ROOT);
        NodeState known = Arrays.stream(NodeState.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .or(() -> view.status().nodes().stream()
                        .filter(node -> node.name().equals(event.subject()))
                        .findFirst()
                        .map(NodeStatus::state))
                .orElse(NodeState.UNKNOWN);
        return AwaMib.number(known);
    }

    private static Event withoutNumber(Event event) {
        return new Event(
                event.stream(),
                0,
                event.time(),
                event.type(),
                event.severity(),
                event.subject(),
                event.message(),
                event.details());
    }

    private static OctetString text(String text) {
        return (OctetString) Syntax.TEXT.wire().apply(text);
    }
}
