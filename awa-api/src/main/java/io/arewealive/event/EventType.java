package io.arewealive.event;

/** What kind of thing happened. The id is the type of the JMX notification too. */
public enum EventType {
    /** A node changed its state. */
    NODE_STATUS("awa.node.status"),
    /** A change of the node table was applied. */
    TABLE_CHANGE("awa.table.change"),
    /** The log has another leader. */
    LEADER("awa.leader"),
    /** The set of voters changed. */
    VOTERS("awa.voters"),
    /** The majority was lost or regained, as this node sees it. */
    QUORUM("awa.quorum"),
    /** A maintenance of a node or of the cluster began or ended. */
    MAINTENANCE("awa.maintenance"),
    /** A cluster-wide setting changed. */
    SETTING("awa.setting"),
    /** This node works with less than it should: its disk, store or clock fails. */
    DEGRADED("awa.degraded"),
    /** Events were lost to this listener or this node; read the table anew and go on from the event's number. */
    RESYNC("awa.resync");

    private final String id;

    EventType(String id) {
        this.id = id;
    }

    /** The stable id, for example {@code awa.node.status}. */
    public String id() {
        return id;
    }
}
