package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.Awa;
import io.arewealive.AwaBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes of one cluster and a node of another in one JVM, and one MBean server of the host's for all of them. */
class BeanCyclesIT {

    private static final Set<String> TYPES =
            Set.of("Cluster", "Node", "NodeTable", "KeyValue", "Log", "Events", "Config", "Channel", "Protocol");

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    @Test
    void what_starts_and_ends_leaves_nothing() throws Exception {
        cycles(2);
    }

    @Test
    @Tag("long")
    void a_hundred_starts_and_ends_leave_nothing() throws Exception {
        cycles(100);
    }

    private void cycles(int times) throws Exception {
        int before = beans.getMBeanCount();
        for (int i = 0; i < times; i++) {
            cycle();
            assertEquals(Set.of(), names("*"), "after start and end " + (i + 1));
            assertEquals(before, beans.getMBeanCount());
            await("the threads are gone")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> threads().isEmpty());
        }
    }

    private void cycle() throws Exception {
        try (Awa first =
                node("orders", "web-1").set("awa.jmx.jgroups", "true").first().start()) {
            assertTrue(first.awaitJoined(Duration.ofSeconds(20)));
            String address = first.nodes().list().get(0).host() + ":"
                    + first.nodes().list().get(0).port();
            try (Awa second = node("orders", "web-2").join(address).start();
                    Awa other = node("billing", "web-1").first().start()) {
                assertTrue(second.awaitJoined(Duration.ofSeconds(20)));
                assertTrue(other.awaitJoined(Duration.ofSeconds(20)));
                await("each shows the nodes of its own cluster")
                        .until(() -> names("type=Node,*").size() == 5);

                assertEquals(TYPES, types("cluster=orders,node=web-1,*"));
                assertEquals(7, types("cluster=orders,node=web-2,*").size());
                assertEquals(7, types("cluster=billing,node=web-1,*").size());
                assertEquals(2, beans.getAttribute(one("type=Cluster,cluster=orders,node=web-2"), "NodesTotal"));
                assertEquals(1, beans.getAttribute(one("type=Cluster,cluster=billing,node=web-1"), "NodesTotal"));
            }
            assertEquals(Set.of(), names("node=web-2,*"));
            assertEquals(Set.of(), names("cluster=billing,*"));
        }
    }

    private AwaBuilder node(String cluster, String name) {
        return Awa.builder()
                .cluster(cluster)
                .name(name)
                .set("awa.data", "memory")
                .set("awa.store", "none")
                .set("awa.bind", "127.0.0.1")
                .resource(MBeanServer.class, beans);
    }

    private Set<String> types(String keys) {
        return names(keys).stream()
                .map(name -> name.getKeyProperty("type"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<ObjectName> names(String keys) {
        try {
            return beans.queryNames(new ObjectName("io.arewealive*:" + keys), null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectName one(String keys) throws JMException {
        return new ObjectName("io.arewealive:" + keys);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
