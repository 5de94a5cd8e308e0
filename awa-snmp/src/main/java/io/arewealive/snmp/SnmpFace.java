package io.arewealive.snmp;

import io.arewealive.config.ConfigProblem;
import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;
import io.arewealive.face.FaceSettings;
import java.util.List;

/** Shows an instance to SNMP consoles, and tells them what happens. On with {@code awa.snmp.enabled=true}. */
public final class SnmpFace implements Face {

    /** For {@link java.util.ServiceLoader}. */
    public SnmpFace() {}

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public List<ConfigProblem> check(FaceSettings settings) {
        return isEnabled(settings) ? SettingsReader.problems(settings) : List.of();
    }

    /**
     * Opens the agent.
     *
     * @throws io.arewealive.config.ConfigException if the settings are wrong
     * @throws io.arewealive.StartException if it cannot listen where they say
     */
    @Override
    public AutoCloseable open(FaceContext context) {
        return isEnabled(context) ? Showing.open(context, SettingsReader.read(context)) : () -> {};
    }

    private static boolean isEnabled(FaceSettings settings) {
        return settings.setting("awa.snmp.enabled").orElse("").equalsIgnoreCase("true");
    }
}
