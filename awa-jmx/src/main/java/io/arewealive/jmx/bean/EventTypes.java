package io.arewealive.jmx.bean;

import io.arewealive.event.Event;
import io.arewealive.event.EventType;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.shape.EventShape;
import javax.management.Notification;
import javax.management.ObjectName;

/** Events as notifications. */
final class EventTypes {

    private EventTypes() {}

    static void describe(OpenBean.Builder<?> bean) {
        for (var type : EventType.values()) {
            bean.emits(type.id(), description(type) + " User data: the event as a row.");
        }
    }

    static Notification notification(ObjectName source, Event event) {
        var notification = new Notification(
                event.type().id(), source, event.number(), event.time().toEpochMilli(), event.message());
        notification.setUserData(EventShape.SHAPE.row(event));
        return notification;
    }

    private static String description(EventType type) {
        return switch (type) {
            case NODE_STATUS -> "A node changed its state.";
            case TABLE_CHANGE -> "A change of the node table was applied.";
            case LEADER -> "The replicated log has another leader.";
            case VOTERS -> "The set of voters changed.";
            case QUORUM -> "The majority was lost or regained.";
            case MAINTENANCE -> "A maintenance of a node or of the cluster began or ended.";
            case SETTING -> "A cluster-wide setting changed.";
            case DEGRADED -> "This node works with less than it should.";
            case RESYNC -> "Events were lost; read the tables anew and go on from this number.";
        };
    }
}
