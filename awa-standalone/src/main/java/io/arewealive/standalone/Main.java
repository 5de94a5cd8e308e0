package io.arewealive.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of the launcher; prints what there is until the verbs arrive. */
@Command(
        name = "awa",
        mixinStandardHelpOptions = true,
        description = "Are we alive? Tells which servers of a cluster are alive.")
public final class Main implements Runnable {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
