package io.arewealive.standalone.text;

/** Colours of a terminal. */
public enum Ink {
    /** As the terminal writes by itself. */
    PLAIN(""),
    /** All is well. */
    GREEN("32"),
    /** Look at it. */
    YELLOW("33"),
    /** Something is down. */
    RED("31"),
    /** Of less interest. */
    DIM("2"),
    /** A heading. */
    BOLD("1");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text in this colour, or as it is if colours are off. */
    public String write(String text, boolean colours) {
        return !colours || code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
