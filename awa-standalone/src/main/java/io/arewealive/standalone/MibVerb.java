package io.arewealive.standalone;

import io.arewealive.snmp.Mib;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.SnmptrapdUsers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what SNMP consoles need. */
@Command(
        name = "mib",
        description = "Print AWA-MIB, the module that SNMP consoles read names and types from.",
        footer = {"", "The same file is share/AWA-MIB.txt; another root goes with awa.snmp.root-oid of the servers."})
final class MibVerb implements Callable<Integer> {

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--root",
            paramLabel = "OID",
            description = "Where the objects hang, as awa.snmp.root-oid of the servers (default: ${DEFAULT-VALUE}).")
    private String root = Mib.DEFAULT_ROOT;

    @Option(
            names = "--snmptrapd",
            description =
                    "Print the users that Net-SNMP's snmptrapd must know, for its snmptrapd.conf; asks the server.")
    private boolean snmptrapd;

    @Mixin
    private Asking asking = new Asking();

    MibVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (snmptrapd) {
            printUsers();
        } else {
            shell.print(text());
        }
        return Exit.DONE;
    }

    private void printUsers() {
        try (Server server = asking.server(shell)) {
            List<String> lines =
                    SnmptrapdUsers.lines(server.status(), server.settings().effective());
            if (lines.isEmpty()) {
                throw new CommandFailed(
                        Exit.FAILED, "the server has no user of SNMPv3; awa init makes one, see awa.snmp.users");
            }
            shell.print(lines);
        }
    }

    private String text() {
        try {
            return Mib.text(root);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--root: " + e.getMessage(), e);
        }
    }
}
