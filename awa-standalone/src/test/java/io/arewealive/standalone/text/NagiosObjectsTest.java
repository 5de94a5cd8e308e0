package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Lifetime;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a real Nagios and a real Icinga make of these objects: samples/collectors. */
class NagiosObjectsTest {

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
}
