package io.arewealive.jmx.bean;

import io.arewealive.jmx.shape.Picture;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.NodeTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.ObjectName;

/**
 * The beans of the nodes, which appear, vanish and are renamed with the rows of the table. Nodes keep their beans while there are
 * more than the limit; newer ones get none until there is room. Guarded by its owner, but for the number of those left out.
 */
final class NodeBeans {

    private static final long NEVER = -1;

    private final NodeTable table;
    private final Supplier<Picture> pictures;
    private final Registry registry;
    private final int max;
    private final Map<NodeId, Shown> beans = new HashMap<>();
    private long followedVersion = NEVER;
    private ChangeHash followedHash = ChangeHash.EMPTY;
    private volatile int without;

    /**
     * A bean.
     *
     * @param node the name of the node that it was made for
     * @param name of the bean
     */
    private record Shown(String node, ObjectName name) {}

    NodeBeans(NodeTable table, Supplier<Picture> pictures, Registry registry, int max) {
        this.table = table;
        this.pictures = pictures;
        this.registry = registry;
        this.max = max;
    }

    /** How many nodes have no bean. Any thread. */
    int without() {
        return without;
    }

    /** Begins anew; what was registered is taken away by the owner. */
    void forget() {
        beans.clear();
        followedVersion = NEVER;
    }

    /** Makes the beans fit the table; does nothing if it has not changed. */
    void follow(BeanNames names) {
        long version = table.version();
        var hash = table.hash();
        if (version == followedVersion && hash.equals(followedHash)) {
            return;
        }
        var rows = table.list();
        removeAllBut(rows);
        for (var row : rows) {
            if (beans.size() >= max) {
                break;
            }
            if (!beans.containsKey(row.id())) {
                var name = names.ofNode(row.name());
                registry.add(name, NodeBean.of(row, pictures));
                beans.put(row.id(), new Shown(row.name(), name));
            }
        }
        without = rows.size() - beans.size();
        followedVersion = version;
        followedHash = hash;
    }

    private void removeAllBut(List<Node> rows) {
        var wanted = new HashMap<NodeId, String>();
        rows.forEach(row -> wanted.put(row.id(), row.name()));
        beans.entrySet().removeIf(bean -> {
            boolean stale = !bean.getValue().node().equals(wanted.get(bean.getKey()));
            if (stale) {
                registry.remove(bean.getValue().name());
            }
            return stale;
        });
    }
}
