package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.bean.Beans;
import java.util.Arrays;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types into a console, and what comes back. */
class OperationsTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = FakeAwa.threeNodes();
    private Beans beans;

    @BeforeEach
    void open() {
        beans = Beans.open(awa, server, 10);
    }

    @AfterEach
    void close() {
        beans.close();
    }

    @Test
    void the_short_forms_do_what_the_full_ones_do() throws Exception {
        assertEquals(
                "applied", call("NodeTable", "add", "web-4", "10.0.0.4", 7800).get("outcome"));
        assertEquals(
                "applied", call("NodeTable", "update", "web-4", "", "", 7900).get("outcome"));
        assertEquals(7900, awa.nodes().find("web-4").orElseThrow().port());
        assertEquals("applied", call("NodeTable", "delete", "web-4").get("outcome"));
        assertEquals("applied", call("Config", "set", "awa.lease", "5s").get("outcome"));
    }

    @Test
    void an_edit_is_by_who_is_named() throws Exception {
        call("NodeTable", "add", "web-4", "10.0.0.4", 7800, "", 0L, "monitor (alice)");
        call("NodeTable", "add", "web-5", "10.0.0.5", 7800, "", 0L, "String");

        var changes = (io.arewealive.node.ChangesSince.Changes)
                awa.nodes().changesSince(awa.nodes().version() - 2, 10);

        assertEquals("monitor (alice)", changes.changes().get(0).author());
    }

    @Test
    void a_node_and_the_whole_cluster_go_into_maintenance_and_out_of_it() throws Exception {
        assertEquals(
                "applied",
                call("Cluster", "maintenanceOn", "web-1", 60L, "new disk").get("outcome"));
        var bean = new ObjectName("io.arewealive:type=Node,cluster=demo,node=web-1,name=web-1");
        assertEquals("new disk", server.getAttribute(bean, "MaintenanceReason"));
        assertEquals(FakeAwa.NOON.plusSeconds(60).toString(), server.getAttribute(bean, "MaintenanceUntil"));
        assertEquals(false, server.getAttribute(bean, "MaintenanceOfCluster"));
        assertEquals("applied", call("Cluster", "maintenanceOff", "web-1").get("outcome"));
        assertEquals("", server.getAttribute(bean, "MaintenanceUntil"));

        call("Cluster", "maintenanceOn", "*", 0L, "", "", 0L);
        assertEquals(true, server.getAttribute(bean, "MaintenanceOfCluster"));
        assertTrue(refused("Cluster", "maintenanceOn", "nobody", 0L, "").contains("no node has the name"));
        assertTrue(refused("Cluster", "maintenanceOn", "web-1", 99_999_999L, "")
                .contains("must lie between 1 s and 30 d"));
    }

    @Test
    void what_is_left_as_the_console_fills_it_in_harms_nothing() throws Exception {
        assertEquals(
                "applied",
                call("NodeTable", "add", "web-4", "10.0.0.4", 7800, "String", 0L)
                        .get("outcome"));
        var failure = refused("NodeTable", "update", "web-4", "String", "String", 7900, "String", 0L);
        assertTrue(failure.contains("name \"String\" is what the console fills in"), failure);
        failure = refused("NodeTable", "delete", "web-1", "String", "String", 0L);
        assertTrue(failure.contains("repeat that"), failure);
        assertTrue(awa.nodes().find("web-1").isPresent());
    }

    @Test
    void a_live_node_is_deleted_only_if_its_name_is_repeated() throws Exception {
        assertEquals("node-is-live", call("NodeTable", "delete", "web-1").get("reason"));
        assertEquals(
                "node-is-live", call("NodeTable", "delete", "web-1", "", "", 0L).get("reason"));
        assertEquals(
                "applied", call("NodeTable", "delete", "web-1", "web-1", "", 0L).get("outcome"));
    }

    @Test
    void an_unknown_node_is_an_outcome_that_names_it() throws Exception {
        var outcome = call("NodeTable", "delete", "nobody");

        assertEquals("refused", outcome.get("outcome"));
        assertEquals("no-such-node", outcome.get("reason"));
        assertTrue(outcome.get("message").toString().contains("nobody"), outcome.toString());
    }

    @Test
    void bad_arguments_are_plain_messages_that_name_value_and_rule() throws Exception {
        assertTrue(refused("NodeTable", "add", "a b", "h", 1).contains("name \"a b\" must have"));
        assertTrue(refused("NodeTable", "add", "ab", "h", 0).contains("port 0 must lie"));
        assertTrue(refused("NodeTable", "add", "ab", "h", 1, "17", 0L).contains("commandId \"17\" must be a UUID"));
        assertTrue(refused("NodeTable", "add", "ab", "h", 1, "", 600_001L).contains("timeoutMillis 600001 must lie"));
        assertTrue(refused("NodeTable", "add", "ab", "h", "1").contains("port must be a java.lang.Integer"));
        assertTrue(refused("NodeTable", "add", null, "h", 1).contains("name must be a java.lang.String"));
        assertTrue(refused("NodeTable", "update", "web-2", "", "", 0).contains("give a new name, host or port"));
        assertTrue(refused("NodeTable", "changesSince", -1L, 0).contains("version -1 must be 0 or more"));
        assertTrue(refused("NodeTable", "changesSince", 0L, 100_001).contains("limit 100001 must lie"));
        assertTrue(refused("NodeTable", "fateOf", "").contains("must be a UUID"));
        assertTrue(refused("Events", "since", "both", 0L, 0).contains("stream \"both\" must be one of local, cluster"));
        assertTrue(refused("Cluster", "askStatus", 60_001L).contains("timeoutMillis"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "nothing"})
    void an_operation_that_is_not_there_is_named_with_those_that_are(String name) {
        var failure = assertThrows(ReflectionException.class, () -> call("NodeTable", name));

        assertTrue(failure.getMessage().contains("changesSince/2"), failure.getMessage());
    }

    @Test
    void a_failure_inside_crosses_as_a_class_of_the_jdk() {
        awa.whenAsked(() -> {
            throw new RemoteAwaException(RemoteAwaException.Reason.NO_NODE, "planted");
        });

        var failure = assertThrows(RuntimeMBeanException.class, () -> call("Cluster", "askStatus", 0L));

        assertEquals(IllegalStateException.class, failure.getCause().getClass());
        assertEquals("askStatus failed: planted", failure.getCause().getMessage());
        assertEquals(null, failure.getCause().getCause());
    }

    private CompositeData call(String type, String operation, Object... arguments) throws Exception {
        return (CompositeData) server.invoke(
                new ObjectName("io.arewealive:cluster=demo,node=web-1,type=" + type),
                operation,
                arguments,
                Arrays.stream(arguments)
                        .map(argument -> argument == null
                                ? "java.lang.String"
                                : argument.getClass().getName())
                        .toArray(String[]::new));
    }

    private String refused(String type, String operation, Object... arguments) {
        var failure = assertThrows(RuntimeMBeanException.class, () -> call(type, operation, arguments));
        assertEquals(IllegalArgumentException.class, failure.getCause().getClass());
        return failure.getCause().getMessage();
    }
}
