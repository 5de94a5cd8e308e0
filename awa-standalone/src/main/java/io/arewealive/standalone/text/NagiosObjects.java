package io.arewealive.standalone.text;

import io.arewealive.node.Node;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects for Nagios and Icinga 2: a host for each node, which is up while the cluster sees it online, and one for the cluster with a
 * service that says how it is.
 *
 * @param cluster its name
 * @param nodes its nodes
 * @param hosts the agents to ask, separated by commas
 */
public record NagiosObjects(String cluster, List<NodeStatus> nodes, String hosts) {

    private static final int ASKED = 3;
    private static final Pattern AGENT = Pattern.compile("(?:\\[(?<address>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[^]]+)?)]"
            + "|(?<name>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");

    /** Copies the list. */
    public NagiosObjects {
        nodes = List.copyOf(nodes);
    }

    /**
     * The objects for this table.
     *
     * @param hosts the agents to ask; empty: three nodes, those that are online first, and none that was never heard if there are others
     */
    public static NagiosObjects of(ClusterStatus status, List<String> hosts) {
        List<String> asked = hosts.isEmpty() ? likely(status.nodes()) : hosts;
        return new NagiosObjects(status.cluster(), status.nodes(), String.join(",", asked));
    }

    /** The states stand in the order in which nodes answer. */
    private static List<String> likely(List<NodeStatus> nodes) {
        boolean someSeen = nodes.stream().anyMatch(NagiosObjects::wasSeen);
        return nodes.stream()
                .filter(node -> wasSeen(node) || !someSeen)
                .sorted(Comparator.comparing(NodeStatus::state))
                .map(NagiosObjects::address)
                .distinct()
                .limit(ASKED)
                .toList();
    }

    private static boolean wasSeen(NodeStatus node) {
        return node.state() != NodeState.UNKNOWN;
    }

    /**
     * Returns an agent to ask if it may be one.
     *
     * @throws IllegalArgumentException with the rule, if not
     */
    public static String requireAgent(String text) {
        Matcher parts = AGENT.matcher(text);
        try {
            if (parts.matches()) {
                Node.requireHost(Objects.requireNonNullElse(parts.group("address"), parts.group("name")));
                Node.requirePort(Integer.parseInt(Objects.requireNonNullElse(parts.group("port"), "1")));
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule(text), e);
        }
        throw new IllegalArgumentException(rule(text));
    }

    private static String rule(String text) {
        return "\"" + text + "\" must be HOST, HOST:PORT, [IPV6] or [IPV6]:PORT";
    }

    /** For Nagios; the templates are those that it comes with. */
    public List<String> nagios() {
        List<String> lines = new ArrayList<>(List.of(
                "# The cluster " + cluster + ", by awa nagios config.",
                "define command {",
                "    command_name  " + command(),
                "    command_line  /usr/lib/nagios/plugins/check_awa --conf /etc/awa-snmp -H $ARG1$ $ARG2$",
                "}"));
        nodes.forEach(node -> lines.addAll(List.of(
                "define host {",
                "    use            generic-host",
                "    host_name      " + node.name(),
                "    address        " + node.host(),
                "    check_command  " + command() + "!" + hosts + "!--node " + node.name(),
                "    check_interval 1",
                "    retry_interval 1",
                "    max_check_attempts 2",
                "}")));
        lines.addAll(List.of(
                "define host {",
                "    use            generic-host",
                "    host_name      " + clusterHost(),
                "    address        127.0.0.1",
                "    check_command  " + command() + "!" + hosts + "!-w offline=999999 --quorum ok",
                "    check_interval 1",
                "    retry_interval 1",
                "    max_check_attempts 2",
                "}",
                "define service {",
                "    use                 generic-service",
                "    host_name           " + clusterHost(),
                "    service_description AWA",
                "    check_command       " + command() + "!" + hosts,
                "    check_interval      1",
                "    retry_interval      1",
                "    max_check_attempts  2",
                "}"));
        return lines;
    }

    /** For Icinga 2. */
    public List<String> icinga() {
        List<String> lines = new ArrayList<>(List.of(
                "// The cluster " + cluster + ", by awa nagios config --icinga.",
                "object CheckCommand \"" + command() + "\" {",
                "  command = [ PluginDir + \"/check_awa\" ]",
                "  arguments = {",
                "    \"--conf\" = \"/etc/awa-snmp\"",
                "    \"-H\" = \"$awa_hosts$\"",
                "    \"--node\" = \"$awa_node$\"",
                "    \"--quorum\" = \"$awa_quorum$\"",
                "    \"-w\" = \"$awa_warning$\"",
                "    \"-c\" = \"$awa_critical$\"",
                "    \"--min-online\" = \"$awa_min_online$\"",
                "  }",
                "}",
                // Not by variables of the host: its service would inherit them.
                "object CheckCommand \"" + command() + "-answers\" {",
                "  import \"" + command() + "\"",
                "  arguments += {",
                "    \"-w\" = \"offline=999999\"",
                "    \"--quorum\" = \"ok\"",
                "  }",
                "}"));
        nodes.forEach(node -> lines.addAll(List.of(
                "object Host \"" + node.name() + "\" {",
                "  check_command = \"" + command() + "\"",
                "  " + (isV6(node) ? "address6" : "address") + " = \"" + node.host() + "\"",
                "  vars.awa_hosts = \"" + hosts + "\"",
                "  vars.awa_node = \"" + node.name() + "\"",
                "  check_interval = 1m",
                "  retry_interval = 30s",
                "}")));
        lines.addAll(List.of(
                "object Host \"" + clusterHost() + "\" {",
                "  check_command = \"" + command() + "-answers\"",
                "  vars.awa_hosts = \"" + hosts + "\"",
                "  check_interval = 1m",
                "  retry_interval = 30s",
                "}",
                "object Service \"awa\" {",
                "  host_name = \"" + clusterHost() + "\"",
                "  check_command = \"" + command() + "\"",
                "  vars.awa_hosts = \"" + hosts + "\"",
                "  check_interval = 1m",
                "  retry_interval = 30s",
                "}"));
        return lines;
    }

    /** Each cluster has its own: one console may watch several. */
    private String command() {
        return clusterHost();
    }

    private String clusterHost() {
        return "awa-" + cluster;
    }

    private static String address(NodeStatus node) {
        return isV6(node) ? "[" + node.host() + "]" : node.host();
    }

    private static boolean isV6(NodeStatus node) {
        return node.host().indexOf(':') >= 0;
    }
}
