package io.arewealive.standalone;

import io.arewealive.standalone.control.Server;
import java.util.concurrent.Callable;

/** A command that asks a running server. */
abstract class ServerCommand extends AskingCommand implements Callable<Integer> {

    ServerCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try (Server server = asking().server(shell())) {
            return ask(server);
        }
    }

    /** Asks, prints, and returns the exit code. */
    abstract int ask(Server server) throws InterruptedException;

    /** Checks what was typed, before any server is looked for. */
    void check() {}
}
