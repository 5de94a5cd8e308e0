package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;

/** What consoles do to people: JConsole fills every text field with a word, and every yes-or-no field with yes. */
final class Consoles {

    /** What stands in a text field of JConsole that nobody has touched. */
    static final String FILLED_IN = "String";

    private Consoles() {}

    /**
     * A text that may be left empty. The word that JConsole fills in is refused, because it would silently become a name; a program
     * that gives a command id means what it says.
     */
    static String optionalText(Arguments arguments, String name) {
        var text = arguments.text(name);
        if (text.equals(FILLED_IN) && !CommandIds.given(arguments)) {
            throw new IllegalArgumentException(
                    name + " \"" + text + "\" is what the console fills in; empty the field to leave " + name + " out");
        }
        return text;
    }
}
