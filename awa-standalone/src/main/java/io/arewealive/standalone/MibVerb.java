package io.arewealive.standalone;

import io.arewealive.snmp.Mib;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    MibVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.print(text());
        return Exit.DONE;
    }

    private String text() {
        try {
            return Mib.text(root);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--root: " + e.getMessage(), e);
        }
    }
}
