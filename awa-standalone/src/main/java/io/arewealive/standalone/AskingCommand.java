package io.arewealive.standalone;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is typed with every command that asks a running server. */
abstract class AskingCommand {

    private final Shell shell;

    @Mixin
    private Asking asking = new Asking();

    @Mixin
    private Printing printing = new Printing();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AskingCommand(Shell shell) {
        this.shell = shell;
    }

    Shell shell() {
        return shell;
    }

    Asking asking() {
        return asking;
    }

    Printing printing() {
        return printing;
    }

    CommandSpec spec() {
        return spec;
    }

    boolean colours() {
        return printing.colours(shell.terminal());
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Applies a rule of the values to what was typed. */
    void require(Runnable rule) {
        try {
            rule.run();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }
}
