package io.arewealive.core.machine;

import io.arewealive.core.table.NodeTableState;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is in maintenance until when, as the cluster agreed: single nodes, and the cluster as a whole. A part of the replicated state:
 * deterministic, no clock. Called from the loop only.
 */
final class Maintenances {

    private final Map<NodeId, Window> nodes = new TreeMap<>();
    private Optional<Window> cluster = Optional.empty();

    /** One maintenance. */
    private record Window(long sinceMillis, long untilMillis, String author, String reason) {

        boolean isOn(long timeMillis) {
            return timeMillis < untilMillis;
        }

        MaintenanceWindow shown(boolean wholeCluster) {
            return new MaintenanceWindow(
                    wholeCluster, Instant.ofEpochMilli(sinceMillis), Instant.ofEpochMilli(untilMillis), author, reason);
        }

        void write(WireWriter out) {
            out.i64(sinceMillis).i64(untilMillis).text(author).text(reason);
        }

        static Window read(WireReader in) {
            return new Window(in.i64(), in.i64(), in.text(CommandCodec.MAX_AUTHOR), in.text(CommandCodec.MAX_REASON));
        }
    }

    /** In which maintenance a node is at a time; its own goes before the whole cluster's if it is longer. */
    Optional<MaintenanceWindow> of(NodeId node, long timeMillis) {
        Optional<Window> own = Optional.ofNullable(nodes.get(node)).filter(window -> window.isOn(timeMillis));
        Optional<Window> whole = cluster.filter(window -> window.isOn(timeMillis));
        boolean ownIsLonger = own.isPresent()
                && (whole.isEmpty() || own.get().untilMillis() > whole.get().untilMillis());
        return ownIsLonger ? own.map(window -> window.shown(false)) : whole.map(window -> window.shown(true));
    }

    /** The maintenance of the whole cluster at a time. */
    Optional<MaintenanceWindow> ofCluster(long timeMillis) {
        return cluster.filter(window -> window.isOn(timeMillis)).map(window -> window.shown(true));
    }

    boolean isQuiet(NodeId node, long timeMillis) {
        return of(node, timeMillis).isPresent();
    }

    /** Begins, or begins anew with other times. */
    void begin(Optional<NodeId> node, long timeMillis, long forMillis, String author, String reason) {
        var window = new Window(timeMillis, timeMillis + forMillis, author, reason);
        node.ifPresentOrElse(id -> nodes.put(id, window), () -> cluster = Optional.of(window));
    }

    /** Ends that of a node; without one, all. Returns whether there was any. */
    boolean end(Optional<NodeId> node) {
        if (node.isPresent()) {
            return nodes.remove(node.get()) != null;
        }
        boolean any = cluster.isPresent() || !nodes.isEmpty();
        cluster = Optional.empty();
        nodes.clear();
        return any;
    }

    /** Ends those whose time is over; returns whose, the empty one for the cluster's. */
    List<Optional<NodeId>> expire(long timeMillis) {
        List<Optional<NodeId>> over = new ArrayList<>();
        nodes.forEach((id, window) -> {
            if (!window.isOn(timeMillis)) {
                over.add(Optional.of(id));
            }
        });
        over.forEach(id -> nodes.remove(id.orElseThrow()));
        if (cluster.filter(window -> !window.isOn(timeMillis)).isPresent()) {
            cluster = Optional.empty();
            over.add(Optional.empty());
        }
        return over;
    }

    /** Whether there is something to {@link #expire}. */
    boolean isAnyOver(long timeMillis) {
        return cluster.filter(window -> !window.isOn(timeMillis)).isPresent()
                || nodes.values().stream().anyMatch(window -> !window.isOn(timeMillis));
    }

    void forget(NodeId node) {
        nodes.remove(node);
    }

    void write(WireWriter out) {
        out.optional(cluster, (w, window) -> window.write(w));
        out.list(
                nodes.entrySet(), (w, e) -> e.getValue().write(w.uuid(e.getKey().value())));
    }

    static Maintenances read(WireReader in) {
        var all = new Maintenances();
        all.cluster = in.optional(Window::read);
        in.list(NodeTableState.MAX_NODES, r -> Map.entry(new NodeId(r.uuid()), Window.read(r)))
                .forEach(e -> all.nodes.put(e.getKey(), e.getValue()));
        return all;
    }
}
