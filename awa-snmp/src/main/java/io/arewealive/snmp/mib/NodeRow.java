package io.arewealive.snmp.mib;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code awaNodeTable}.
 *
 * @param index its number
 * @param status the node
 */
public record NodeRow(long index, NodeStatus status) {

    static Rows<NodeRow> of(ClusterStatus status) {
        Map<String, Long> indexes =
                NodeIndexes.of(status.nodes().stream().map(NodeStatus::name).toList());
        List<NodeRow> rows = new ArrayList<>(status.nodes().size());
        status.nodes().forEach(node -> rows.add(new NodeRow(indexes.getOrDefault(node.name(), 0L), node)));
        rows.sort(Comparator.comparingLong(NodeRow::index));
        return Rows.ascending(rows, NodeRow::index);
    }
}
