package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a running server. */
abstract class ServerCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private Asking asking = new Asking();

    @Mixin
    private Printing printing = new Printing();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServerCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try (Server server = asking.server(shell)) {
            return ask(server);
        }
    }

    /** Asks, prints, and returns the exit code. */
    abstract int ask(Server server) throws InterruptedException;

    /** Checks what was typed, before any server is looked for. */
    void check() {}

    Shell shell() {
        return shell;
    }

    Asking asking() {
        return asking;
    }

    Printing printing() {
        return printing;
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
