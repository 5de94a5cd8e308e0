package io.arewealive.jmx.bean;

import io.arewealive.config.Settings;
import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.kv.KeyValue;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeTable;
import java.util.Optional;

/** Who an edit is by. The launcher's control puts the role of the caller before what the caller says. */
final class Authors {

    private static final String NAME = "author";

    private Authors() {}

    static Parameter parameter() {
        return Parameter.text(NAME, "Who wants it, for the record. Empty for operator.");
    }

    static NodeTable sign(NodeTable table, Arguments arguments) {
        return isSaid(arguments) ? table.by(arguments.text(NAME)) : table;
    }

    static Settings sign(Settings settings, Arguments arguments) {
        return isSaid(arguments) ? settings.by(arguments.text(NAME)) : settings;
    }

    static Maintenance sign(Maintenance maintenance, Arguments arguments) {
        return isSaid(arguments) ? maintenance.by(arguments.text(NAME)) : maintenance;
    }

    static KeyValue sign(KeyValue pairs, Arguments arguments) {
        return isSaid(arguments) ? pairs.by(arguments.text(NAME)) : pairs;
    }

    /** Who the caller says wants it, if anybody. */
    static Optional<String> said(Arguments arguments) {
        return isSaid(arguments) ? Optional.of(arguments.text(NAME)) : Optional.empty();
    }

    private static boolean isSaid(Arguments arguments) {
        return arguments.has(NAME)
                && !arguments.text(NAME).isEmpty()
                && !arguments.text(NAME).equals(Consoles.FILLED_IN);
    }
}
