package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.node.CommandId;

/** The id of an attempt that editing operations take. */
final class CommandIds {

    private static final String NAME = "commandId";

    private CommandIds() {}

    static Parameter optional() {
        return Parameter.text(
                NAME, "Id of the attempt, a UUID; give the same one again for a safe retry. Empty for a new one.");
    }

    static Parameter wanted() {
        return Parameter.text(NAME, "Id of the attempt, a UUID, as its outcome gave it.");
    }

    /** Whether the caller gave one, as programs do; JConsole's own filling counts as none. */
    static boolean given(Arguments arguments) {
        return arguments.has(NAME)
                && !arguments.text(NAME).isEmpty()
                && !arguments.text(NAME).equals(Consoles.FILLED_IN);
    }

    static CommandId readOptional(Arguments arguments) {
        return given(arguments) ? read(arguments) : CommandId.random();
    }

    static CommandId read(Arguments arguments) {
        var text = arguments.text(NAME);
        try {
            return CommandId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    NAME + " \"" + text + "\" must be a UUID such as 6f1c1d2e-8a77-4c55-9d5e-0f7a3a1b2c3d", e);
        }
    }
}
