package io.arewealive.standalone;

import io.arewealive.core.config.HostPort;
import io.arewealive.standalone.doctor.Finding;
import io.arewealive.standalone.doctor.Finding.Level;
import io.arewealive.standalone.text.FindingLines;
import io.arewealive.standalone.text.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at this machine, its network and its settings, with or without a running server. */
@Command(
        name = "doctor",
        description = "Look at this machine, its network and its settings, and say what is wrong.",
        footer = {"", "Exit codes: 0 nothing fails (warnings are said), 1 something does."})
final class DoctorVerb implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private Asking asking = new Asking();

    @Mixin
    private Printing printing = new Printing();

    @Option(
            names = "--peer",
            paramLabel = "HOST[:PORT]",
            split = ",",
            description = "Look at the way to this node too (port 7800), and as far as can be seen at the way back.")
    private List<String> peers = List.of();

    DoctorVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Finding> found = new Examination(shell, asking)
                .of(peers.stream().map(HostPort::parse).toList());
        if (printing.json()) {
            shell.print(JsonText.pretty(FindingLines.json(found)));
        } else {
            shell.print(FindingLines.lines(found, printing.colours(shell.terminal())));
        }
        boolean fails = found.stream().anyMatch(finding -> finding.level() == Level.FAIL);
        return fails ? Exit.FAILED : Exit.DONE;
    }
}
