package io.arewealive.standalone.control;

import io.arewealive.config.Setting;
import io.arewealive.face.FaceContext;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who is let in at the JMX port.
 *
 * @param name as the user says it
 * @param role what the user may do
 * @param password what proves it
 */
record JmxUser(String name, Role role, String password) {

    private static final String USERS = "awa.jmx.users.";
    private static final String PASSWORD = ".password";

    /** All of the settings. */
    static List<JmxUser> of(FaceContext context) {
        return context.awa().settings().effective().stream()
                .map(Setting::key)
                .filter(key -> key.startsWith(USERS) && key.endsWith(PASSWORD))
                .map(key -> key.substring(USERS.length(), key.length() - PASSWORD.length()))
                .map(name -> new JmxUser(
                        name,
                        role(context.setting(USERS + name + ".role").orElse("monitor")),
                        context.setting(USERS + name + PASSWORD).orElse("")))
                .toList();
    }

    private static Role role(String word) {
        return Role.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name + " (" + role.word() + ")";
    }
}
