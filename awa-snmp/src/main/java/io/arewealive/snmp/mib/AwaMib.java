package io.arewealive.snmp.mib;

import io.arewealive.event.Event;
import io.arewealive.status.NodeState;
import java.util.List;
import java.util.stream.Stream;
import org.snmp4j.smi.OID;

/**
 * AWA-MIB below some root. The agent answers from it and {@link MibText} prints it, so that neither knows an object that the other
 * does not.
 */
public final class AwaMib {

    /** Where the project's objects are by default: Net-SNMP's tree for private experiments. */
    public static final String DEFAULT_ROOT = "1.3.6.1.4.1.8072.9999.9999.29537";

    private static final int OBJECTS = 1;
    private static final int CLUSTER = 1;
    private static final int IDENTITIES = 3;

    private final OID root;
    private final List<Leaf<View>> cluster = Description.cluster();
    private final List<Table<?>> tables = Description.tables();
    private final List<Notice> notices = Description.notices();

    private AwaMib(OID root) {
        this.root = root;
    }

    /** The module below this root. */
    public static AwaMib at(Root root) {
        return new AwaMib(new OID(root.text()));
    }

    /** The root. */
    public OID root() {
        return new OID(root);
    }

    /** What stands before the number of a scalar. */
    public OID clusterOid() {
        return below(OBJECTS, CLUSTER);
    }

    /** What stands before the number of a column. */
    public OID entryOid(Table<?> table) {
        return below(OBJECTS, table.number(), 1);
    }

    /** What a notification is known by. */
    public OID noticeOid(Notice notice) {
        return below(0, notice.number());
    }

    /** The value of {@code sysObjectID}. */
    public OID serverOid() {
        return below(IDENTITIES, 1);
    }

    /** The scalars of the cluster. */
    public List<Leaf<View>> cluster() {
        return cluster;
    }

    /** All tables, by number. */
    public List<Table<?>> tables() {
        return tables;
    }

    /** All notifications, by number. */
    public List<Notice> notices() {
        return notices;
    }

    /** The table of events. */
    public static Table<Event> events() {
        return EventColumns.table();
    }

    /** What {@code awaNodeStatus} is for this state. */
    public static int number(NodeState state) {
        return Description.STATUS.values().indexOf(state) + 1;
    }

    /** The notification of this name. */
    public Notice notice(String name) {
        return notices.stream()
                .filter(notice -> notice.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** The object of this name, a scalar or a column: what stands before its instance. */
    public OID oid(String name) {
        Stream<OID> scalars = cluster.stream()
                .filter(leaf -> leaf.name().equals(name))
                .map(leaf -> child(clusterOid(), leaf.number()));
        Stream<OID> columns = tables.stream()
                .flatMap(table -> table.columns().stream()
                        .filter(leaf -> leaf.name().equals(name))
                        .map(leaf -> child(entryOid(table), leaf.number())));
        return Stream.concat(scalars, columns)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("AWA-MIB has no object " + name));
    }

    private OID below(int... numbers) {
        var oid = new OID(root);
        for (int number : numbers) {
            oid.append(number);
        }
        return oid;
    }

    private static OID child(OID parent, int number) {
        return new OID(parent).append(number);
    }
}
