package io.arewealive.core.table;

import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ids that never speak for a row again: of nodes that were expelled, that another node has replaced, or that took over an id which was
 * reserved for them. The oldest are forgotten when there are very many. Called from the loop only.
 */
final class FormerIds {

    private static final int MOST = 10_000;

    private final Map<NodeId, Retired> retired = new LinkedHashMap<>();
    private final Map<NodeId, NodeId> adopted = new LinkedHashMap<>();

    /** Why an id does not return. */
    enum Why {
        /** Its row was deleted by force while it was alive; an operator may let it in again. */
        EXPELLED,
        /** Another node took its name and place. */
        REPLACED
    }

    /** An id that does not return, and the name it had. */
    record Retired(String name, Why why) {}

    void retire(Node node, Why why) {
        retired.put(node.id(), new Retired(node.name(), why));
        trim(retired);
    }

    Optional<Retired> retired(NodeId id) {
        return Optional.ofNullable(retired.get(id));
    }

    /** Lets the node that was expelled last under this name return; its id. */
    Optional<NodeId> readmit(String name) {
        Optional<NodeId> last = Optional.empty();
        for (Map.Entry<NodeId, Retired> each : retired.entrySet()) {
            if (each.getValue().equals(new Retired(name, Why.EXPELLED))) {
                last = Optional.of(each.getKey());
            }
        }
        last.ifPresent(retired::remove);
        return last;
    }

    /** A node that minted one id goes by the one that was reserved for it. */
    void adopt(NodeId minted, NodeId reserved) {
        adopted.put(minted, reserved);
        trim(adopted);
    }

    Optional<NodeId> adopted(NodeId minted) {
        return Optional.ofNullable(adopted.get(minted));
    }

    private static <V> void trim(Map<NodeId, V> map) {
        if (map.size() > MOST) {
            map.remove(map.keySet().iterator().next());
        }
    }

    void write(WireWriter out) {
        out.list(
                retired.entrySet(),
                (w, e) -> w.uuid(e.getKey().value())
                        .text(e.getValue().name())
                        .bool(e.getValue().why() == Why.EXPELLED));
        out.list(
                adopted.entrySet(),
                (w, e) -> w.uuid(e.getKey().value()).uuid(e.getValue().value()));
    }

    static FormerIds read(WireReader in) {
        var former = new FormerIds();
        in.list(
                        MOST,
                        r -> Map.entry(
                                new NodeId(r.uuid()),
                                new Retired(r.text(Node.MAX_NAME), r.bool() ? Why.EXPELLED : Why.REPLACED)))
                .forEach(e -> former.retired.put(e.getKey(), e.getValue()));
        in.list(MOST, r -> Map.entry(new NodeId(r.uuid()), new NodeId(r.uuid())))
                .forEach(e -> former.adopted.put(e.getKey(), e.getValue()));
        return former;
    }

    /** As it was when only the ids of expelled nodes were kept: those stand for their names. */
    static FormerIds readFirst(WireReader in) {
        var former = new FormerIds();
        in.list(MOST, r -> new NodeId(r.uuid()))
                .forEach(id -> former.retired.put(id, new Retired(id.brief(), Why.EXPELLED)));
        return former;
    }
}
