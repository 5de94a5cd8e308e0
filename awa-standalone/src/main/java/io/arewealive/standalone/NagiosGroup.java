package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.NagiosObjects;
import io.arewealive.status.ClusterStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Helps Nagios, Icinga and their like to watch the cluster. */
@Command(
        name = "nagios",
        description = "Help Nagios and Icinga to watch the cluster; they ask with bin/check_awa.",
        synopsisSubcommandLabel = "COMMAND")
final class NagiosGroup extends Group {

    private final Shell shell;

    NagiosGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new ConfigVerb(shell));
    }

    @Command(
            name = "config",
            description = "Print objects for every node of the table and for the cluster.",
            footer = {
                "",
                "They call check_awa with the settings for SNMP in /etc/awa-snmp, a directory with a snmp.conf; docs/snmp.md shows"
                        + " it. Print and load them again when the table has changed."
            })
    private static final class ConfigVerb extends ServerCommand {

        @Option(names = "--icinga", description = "For Icinga 2, not for Nagios.")
        private boolean icinga;

        @Option(
                names = "--hosts",
                paramLabel = "HOST[:PORT]",
                split = ",",
                description =
                        "The agents to ask, one after the other; an address of IPv6 stands in brackets. Without it three"
                                + " nodes at port 1161, those that are online first.")
        private List<String> hosts = List.of();

        ConfigVerb(Shell shell) {
            super(shell);
        }

        @Override
        void check() {
            hosts.forEach(host -> {
                try {
                    NagiosObjects.requireAgent(host);
                } catch (IllegalArgumentException e) {
                    throw wrong("--hosts: " + e.getMessage());
                }
            });
        }

        @Override
        int ask(Server server) {
            ClusterStatus status = server.status();
            var objects = NagiosObjects.of(status, hosts);
            shell().print(icinga ? objects.icinga() : objects.nagios());
            return Exit.DONE;
        }
    }
}
