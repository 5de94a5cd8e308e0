package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Nagios and a real Icinga make of these objects: samples/collectors. */
class NagiosObjectsTest {

    private static final Map<Character, NodeState> STATES = Map.of(
            '+',
            NodeState.ONLINE,
            '~',
            NodeState.SUSPECT,
            '-',
            NodeState.OFFLINE,
            '.',
            NodeState.LEFT,
            '?',
            NodeState.UNKNOWN);
    private static final NagiosObjects ONE =
            NagiosObjects.of(cluster(List.of(node("db-1", NodeState.ONLINE, ""))), List.of("db-1:1161", "db-2:1161"));

    @Test
    void nagios_gets_a_host_for_each_node_and_one_for_the_cluster_with_a_service() {
        assertEquals("""
                # The cluster orders, by awa nagios config.
                define command {
                    command_name  awa-orders
                    command_line  /usr/lib/nagios/plugins/check_awa --conf /etc/awa-snmp -H $ARG1$ $ARG2$
                }
                define host {
                    use            generic-host
                    host_name      db-1
                    address        db-1.example.com
                    check_command  awa-orders!db-1:1161,db-2:1161!--node db-1
                    check_interval 1
                    retry_interval 1
                    max_check_attempts 2
                }
                define host {
                    use            generic-host
                    host_name      awa-orders
                    address        127.0.0.1
                    check_command  awa-orders!db-1:1161,db-2:1161!-w offline=999999 --quorum ok
                    check_interval 1
                    retry_interval 1
                    max_check_attempts 2
                }
                define service {
                    use                 generic-service
                    host_name           awa-orders
                    service_description AWA
                    check_command       awa-orders!db-1:1161,db-2:1161
                    check_interval      1
                    retry_interval      1
                    max_check_attempts  2
                }""", String.join("\n", ONE.nagios()));
    }

    @Test
    void icinga_gets_the_same_and_the_service_inherits_none_of_the_limits_of_its_host() {
        assertEquals("""
                // The cluster orders, by awa nagios config --icinga.
                object CheckCommand "awa-orders" {
                  command = [ PluginDir + "/check_awa" ]
                  arguments = {
                    "--conf" = "/etc/awa-snmp"
                    "-H" = "$awa_hosts$"
                    "--node" = "$awa_node$"
                    "--quorum" = "$awa_quorum$"
                    "-w" = "$awa_warning$"
                    "-c" = "$awa_critical$"
                    "--min-online" = "$awa_min_online$"
                  }
                }
                object CheckCommand "awa-orders-answers" {
                  import "awa-orders"
                  arguments += {
                    "-w" = "offline=999999"
                    "--quorum" = "ok"
                  }
                }
                object Host "db-1" {
                  check_command = "awa-orders"
                  address = "db-1.example.com"
                  vars.awa_hosts = "db-1:1161,db-2:1161"
                  vars.awa_node = "db-1"
                  check_interval = 1m
                  retry_interval = 30s
                }
                object Host "awa-orders" {
                  check_command = "awa-orders-answers"
                  vars.awa_hosts = "db-1:1161,db-2:1161"
                  check_interval = 1m
                  retry_interval = 30s
                }
                object Service "awa" {
                  host_name = "awa-orders"
                  check_command = "awa-orders"
                  vars.awa_hosts = "db-1:1161,db-2:1161"
                  check_interval = 1m
                  retry_interval = 30s
                }""", String.join("\n", ONE.icinga()));
    }

    @Test
    void an_address_of_ipv6_stands_in_brackets_where_a_port_may_follow() {
        var node = NodeStatus.unknown(
                new NodeId(new UUID(1, 6)), "db-6", "fd00::6", 7800, Lifetime.PERMANENT, Pictures.NOON, "");

        List<String> lines = NagiosObjects.of(cluster(List.of(node)), List.of()).icinga();

        assertTrue(lines.contains("  address6 = \"fd00::6\""), lines::toString);
        assertTrue(lines.contains("  vars.awa_hosts = \"[fd00::6]\""), lines::toString);
    }

    @Test
    void the_first_three_nodes_are_asked_if_nothing_is_said() {
        List<String> names = List.of("db-1", "db-2", "db-3", "db-4");

        var objects = NagiosObjects.of(
                cluster(names.stream()
                        .map(name -> node(name, NodeState.ONLINE, ""))
                        .toList()),
                List.of());

        assertEquals("db-1.example.com,db-2.example.com,db-3.example.com", objects.hosts());
    }

    @Test
    void who_is_online_is_asked_before_who_was_seen_and_who_was_never_heard_is_not() {
        assertEquals("db-5.example.com,db-4.example.com,db-3.example.com", asked("?db-1 .db-2 -db-3 ~db-4 +db-5"));
        assertEquals("db-3.example.com,db-4.example.com,db-5.example.com", asked("-db-2 +db-3 +db-4 +db-5"));
        assertEquals("db-4.example.com,db-2.example.com", asked("?db-1 -db-2 ?db-3 +db-4"));
    }

    @Test
    void who_was_never_heard_is_asked_if_there_is_nobody_else() {
        assertEquals("db-1.example.com,db-2.example.com,db-3.example.com", asked("?db-1 ?db-2 ?db-3 ?db-4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-1",
                "db-1.example.com:1162",
                "10.0.0.1:1",
                "[::1]",
                "[fd00::6]:65535",
                "[fe80::1%eth0]:1161",
                "[::ffff:10.0.0.1]"
            })
    void an_agent_is_a_host_with_or_without_a_port(String host) {
        assertEquals(host, NagiosObjects.requireAgent(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " db-1",
                "db-9:x;id",
                "x;id",
                "db-1:",
                ":1161",
                "db-1:0",
                "db-1:65536",
                "db-1:99999999999999999999",
                "db-1:+80",
                "db-1:1161:1162",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[db-1]",
                "[db-1:x]",
                "[::1]1161",
                "[::1]:",
                "[::1]:1161x",
                "[::1;id]:1161",
                "[[::1]]",
                "db-1!-x",
                "$(id)",
                "db-1\ndb-2",
                "db-1\n",
                "db-1:1161\n"
            })
    void what_is_none_is_named_with_the_rule(String host) {
        var failure = assertThrows(IllegalArgumentException.class, () -> NagiosObjects.requireAgent(host));

        assertTrue(failure.getMessage().contains("\"" + host + "\""), failure::getMessage);
        assertTrue(failure.getMessage().contains("HOST, HOST:PORT, [IPV6] or [IPV6]:PORT"), failure::getMessage);
    }

    /** Of nodes that are online (+), suspect (~), offline (-), left (.) or were never heard (?). */
    private static String asked(String nodes) {
        List<NodeStatus> rows = Stream.of(nodes.split(" "))
                .map(each -> node(each.substring(1), STATES.get(each.charAt(0)), ""))
                .toList();
        return NagiosObjects.of(cluster(rows), List.of()).hosts();
    }
}
