package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.bean.Beans;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // beans are opened for what they register
class BeansTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = new FakeAwa("demo", "web-1");

    @Test
    void the_bean_of_a_node_comes_changes_its_name_and_goes_with_its_row() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            assertEquals(List.of("web-1"), nodeNames());

            awa.nodes().add("web-2", "127.0.0.1", 7801);
            assertEquals(List.of("web-1", "web-2"), nodeNames());

            awa.nodes().update(id("web-2"), NodeEdit.none().withName("db-2"));
            assertEquals(List.of("db-2", "web-1"), nodeNames());
            assertEquals("db-2", server.getAttribute(node("db-2"), "Name"));

            awa.nodes().delete(id("db-2"), false);
            assertEquals(List.of("web-1"), nodeNames());
        }
    }

    @Test
    void a_table_that_came_as_a_whole_without_an_event_is_followed_too() {
        try (var beans = Beans.open(awa, server, 10)) {
            ((FakeTable) awa.nodes())
                    .put(new Node(
                            NodeId.random(),
                            "web-2",
                            "127.0.0.1",
                            7801,
                            Lifetime.PERMANENT,
                            Votes.AUTO,
                            false,
                            true,
                            false));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> nodeNames().equals(List.of("web-1", "web-2")));
        }
    }

    @Test
    void a_name_that_becomes_free_is_taken_at_last() throws Exception {
        server.registerMBean(new PlantedBean(), node("web-2"));
        try (var beans = Beans.open(awa, server, 10)) {
            awa.nodes().add("web-2", "127.0.0.1", 7801);
            server.unregisterMBean(node("web-2"));

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.isRegistered(node("web-2")));
        }
    }

    @Test
    void beyond_the_limit_new_nodes_stand_in_the_tables_only() throws Exception {
        try (var beans = Beans.open(awa, server, 2)) {
            awa.nodes().add("web-2", "127.0.0.1", 7801);
            awa.nodes().add("web-0", "127.0.0.1", 7802);

            assertEquals(List.of("web-1", "web-2"), nodeNames());
            assertEquals(1, server.getAttribute(cluster(), "NodesWithoutBean"));
            assertEquals(3, ((Object[]) server.getAttribute(cluster(), "Nodes")).length);

            awa.nodes().delete(id("web-2"), false);
            assertEquals(List.of("web-0", "web-1"), nodeNames());
            assertEquals(0, server.getAttribute(cluster(), "NodesWithoutBean"));
        }
    }

    @Test
    void all_names_follow_the_node_that_looks() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            awa.rename("api-1");
            awa.nodes().update(awa.id(), NodeEdit.none().withName("api-1"));

            assertEquals(
                    7,
                    server.queryNames(new ObjectName("io.arewealive:cluster=demo,node=api-1,*"), null)
                            .size());
            assertEquals(
                    7,
                    server.queryNames(new ObjectName("io.arewealive:*"), null).size());
        }
    }

    @Test
    void a_name_is_quoted_only_if_it_has_to_be() throws Exception {
        var odd = new FakeAwa("a,b=c*?\"\n\\:", "web-1");
        try (var plain = Beans.open(awa, server, 10);
                var quoted = Beans.open(odd, server, 10)) {
            assertTrue(server.isRegistered(new ObjectName("io.arewealive:type=Cluster,cluster=demo,node=web-1")));
            var name = server.queryNames(new ObjectName("io.arewealive:type=Cluster,*"), null).stream()
                    .filter(bean -> !bean.getKeyProperty("cluster").equals("demo"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("a,b=c*?\"\n\\:", ObjectName.unquote(name.getKeyProperty("cluster")));
            assertEquals("a,b=c*?\"\n\\:", server.getAttribute(name, "Name"));
            assertEquals(
                    14,
                    server.queryNames(new ObjectName("io.arewealive:*"), null).size());
        }
    }

    @Test
    void an_instance_whose_names_are_taken_says_so_and_leaves_the_other_alone() throws Exception {
        try (var first = Beans.open(awa, server, 10)) {
            var twin = new FakeAwa("demo", "web-1");

            var failure = assertThrows(IllegalStateException.class, () -> Beans.open(twin, server, 10));

            assertTrue(failure.getMessage().contains("another instance"), failure.getMessage());
            assertEquals(0, twin.listenerCount());
            assertEquals(
                    7,
                    server.queryNames(new ObjectName("io.arewealive:*"), null).size());
        }
    }

    @Test
    void nothing_is_left_after_a_hundred_cycles() throws Exception {
        int before = server.getMBeanCount();
        int threads = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            var beans = Beans.open(awa, server, 10);
            awa.nodes().add("web-x", "127.0.0.1", 7801);
            awa.nodes().delete(id("web-x"), false);
            beans.close();
            beans.close();
        }

        assertEquals(before, server.getMBeanCount());
        assertEquals(0, awa.listenerCount());
        assertEquals(threads, Thread.activeCount());
    }

    @Test
    void a_bean_that_the_host_took_away_does_not_disturb_closing() throws Exception {
        var beans = Beans.open(awa, server, 10);
        server.unregisterMBean(cluster());

        beans.close();

        assertTrue(server.queryNames(new ObjectName("io.arewealive:*"), null).isEmpty());
    }

    @Test
    void the_face_stays_away_if_it_is_switched_off() throws Exception {
        var context = new FakeContext(awa, Map.of("awa.jmx.enabled", "false"), Map.of(MBeanServer.class, server));

        new JmxFace().open(context).close();

        assertEquals(0, awa.listenerCount());
    }

    @Test
    void a_node_that_the_status_does_not_have_yet_is_unknown() throws Exception {
        try (var beans = Beans.open(awa, server, 10)) {
            awa.see(status -> FakeAwa.withNodes(status, List.of()));

            assertEquals("unknown", server.getAttribute(node("web-1"), "Status"));
            assertEquals("web-1", server.getAttribute(node("web-1"), "Name"));
            assertEquals(-1L, server.getAttribute(node("web-1"), "UptimeSeconds"));
            assertFalse(server.getAttribute(node("web-1"), "Reason").toString().isEmpty());
        }
    }

    private List<String> nodeNames() throws Exception {
        return server.queryNames(new ObjectName("io.arewealive:type=Node,*"), null).stream()
                .map(name -> name.getKeyProperty("name"))
                .sorted()
                .toList();
    }

    private NodeId id(String name) {
        return awa.nodes().find(name).orElseThrow().id();
    }

    private static ObjectName node(String name) throws Exception {
        return new ObjectName("io.arewealive:type=Node,cluster=demo,node=web-1,name=" + name);
    }

    private static ObjectName cluster() throws Exception {
        return new ObjectName("io.arewealive:type=Cluster,cluster=demo,node=web-1");
    }
}
