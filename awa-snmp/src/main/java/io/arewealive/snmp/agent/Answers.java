package io.arewealive.snmp.agent;

import io.arewealive.snmp.mib.View;
import io.arewealive.snmp.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * The answer to one request, from one view (RFC 3416, 4.2). A GETBULK is cut where its answer would be larger than
 * a packet that needs no fragments, or have more than {@link #MOST} bindings.
 *
 * @param tree the objects
 * @param view their values
 */
record Answers(Tree tree, View view) {

    /** The most bindings of a request and of an answer; Zabbix asks for up to 128 at once. */
    static final int MOST = 128;

    private static final int PACKET = 1_280;

    List<VariableBinding> get(PDU request) {
        List<VariableBinding> answer = new ArrayList<>(request.size());
        for (int i = 0; i < request.size(); i++) {
            OID oid = request.get(i).getOid();
            answer.add(new VariableBinding(oid, tree.get(view, oid)));
        }
        return answer;
    }

    List<VariableBinding> next(PDU request) {
        List<VariableBinding> answer = new ArrayList<>(request.size());
        for (int i = 0; i < request.size(); i++) {
            answer.add(next(request.get(i).getOid()));
        }
        return answer;
    }

    List<VariableBinding> bulk(PDU request, int largest) {
        int once = Math.min(Math.max(0, request.getNonRepeaters()), request.size());
        int room = Math.min(largest, PACKET);
        List<VariableBinding> answer = new ArrayList<>();
        for (int i = 0; i < once && answer.size() < MOST; i++) {
            VariableBinding found = next(request.get(i).getOid());
            room -= found.getBERLength();
            answer.add(found);
        }
        List<OID> places = new ArrayList<>();
        for (int i = once; i < request.size(); i++) {
            places.add(request.get(i).getOid());
        }
        repeat(places, Math.max(0, request.getMaxRepetitions()), room, answer);
        return answer;
    }

    /** The first binding is given however large it is: an answer without any would never end a walk. */
    private void repeat(List<OID> places, int times, int room, List<VariableBinding> answer) {
        int left = room;
        boolean more = !places.isEmpty();
        for (int time = 0; time < times && more; time++) {
            more = false;
            for (int i = 0; i < places.size(); i++) {
                VariableBinding found = next(places.get(i));
                left -= found.getBERLength();
                if (answer.size() >= MOST || (left < 0 && !answer.isEmpty())) {
                    return;
                }
                answer.add(found);
                places.set(i, found.getOid());
                more |= !found.isException();
            }
        }
    }

    private VariableBinding next(OID after) {
        Optional<VariableBinding> found = tree.next(view, after);
        return found.orElseGet(() -> new VariableBinding(after, Null.endOfMibView));
    }
}
