package io.arewealive.standalone;

import java.util.Map;

/** The user of this machine who runs a command, for the record of edits. */
final class Caller {

    private Caller() {}

    /** The user's name; with who became that user by sudo. */
    static String name(String user, Map<String, String> environment) {
        String before = environment.getOrDefault("SUDO_USER", "");
        return before.isEmpty() || before.equals(user) ? user : before + " as " + user;
    }
}
