package io.arewealive.standalone;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that takes another one: {@code node list}. */
abstract class Group implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The commands of the group. */
    abstract List<Object> commands();

    @Override
    public void run() {
        String words = spec.subcommands().keySet().stream().collect(Collectors.joining(", "));
        throw new ParameterException(spec.commandLine(), "say what to do: " + words);
    }

    static CommandLine line(Group group) {
        var line = new CommandLine(group);
        group.commands().forEach(line::addSubcommand);
        return line;
    }
}
