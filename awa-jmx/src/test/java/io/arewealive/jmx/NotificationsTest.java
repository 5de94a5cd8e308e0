package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.jmx.bean.Beans;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.EventShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // beans are opened for what they send
class NotificationsTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = new FakeAwa("demo", "web-1");
    private final List<Notification> heard = new ArrayList<>();

    @Test
    void the_cluster_bean_sends_the_events_of_the_cluster_by_their_numbers() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            listen("Cluster");
            for (var type : EventType.values()) {
                awa.emit(EventStream.CLUSTER, type, "web-1", type + " happened");
                awa.emit(EventStream.LOCAL, type, "web-1", "seen here only");
            }

            var expected = awa.events().since(EventStream.CLUSTER, 0, 100);
            assertEquals(expected, heard.stream().map(this::event).toList());
            assertEquals(
                    LongStream.rangeClosed(1, expected.size()).boxed().toList(),
                    heard.stream().map(Notification::getSequenceNumber).toList());
            assertEquals(expected.get(0).type().id(), heard.get(0).getType());
            assertEquals(expected.get(0).message(), heard.get(0).getMessage());
            assertEquals(expected.get(0).time().toEpochMilli(), heard.get(0).getTimeStamp());
            assertEquals(bean("Cluster"), heard.get(0).getSource());
        }
    }

    @Test
    void the_events_bean_sends_what_this_node_saw_itself() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            listen("Events");
            awa.emit(EventStream.CLUSTER, EventType.LEADER, "web-1", "agreed");
            awa.emit(EventStream.LOCAL, EventType.QUORUM, "cluster", "the majority is gone");

            assertEquals(
                    List.of("the majority is gone"),
                    heard.stream().map(Notification::getMessage).toList());
            assertEquals(1, heard.get(0).getSequenceNumber());
        }
    }

    @Test
    void whoever_hears_of_a_new_node_finds_its_bean() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            var found = new ArrayList<Boolean>();
            server.addNotificationListener(
                    bean("Cluster"), (n, x) -> found.add(server.isRegistered(node("web-2"))), null, null);

            awa.nodes().add("web-2", "127.0.0.1", 7801);

            assertEquals(List.of(true), found);
        }
    }

    @Test
    void every_type_that_is_sent_is_described() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            var described = new ArrayList<String>();
            for (var info : server.getMBeanInfo(bean("Cluster")).getNotifications()) {
                described.addAll(List.of(info.getNotifTypes()));
            }

            assertTrue(
                    described.containsAll(Set.of("awa.node.status", "awa.table.change", "awa.leader", "awa.degraded")));
            assertEquals(EventType.values().length, described.size());
        }
    }

    @Test
    void a_bean_that_cannot_follow_keeps_no_event_back() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            listen("Cluster");
            server.registerMBean(new PlantedBean(), node("web-2"));

            awa.nodes().add("web-2", "127.0.0.1", 7801);

            assertEquals(1, heard.size());
        }
    }

    private void listen(String type) throws Exception {
        server.addNotificationListener(bean(type), (notification, handback) -> heard.add(notification), null, null);
    }

    private Event event(Notification notification) {
        return EventShape.read(Row.of((CompositeData) notification.getUserData()));
    }

    private static ObjectName bean(String type) throws Exception {
        return new ObjectName("io.arewealive:cluster=demo,node=web-1,type=" + type);
    }

    private static ObjectName node(String name) {
        try {
            return new ObjectName("io.arewealive:type=Node,cluster=demo,node=web-1,name=" + name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
