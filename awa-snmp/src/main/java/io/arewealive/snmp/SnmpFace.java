package io.arewealive.snmp;

import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;

/** Shows an instance to SNMP consoles, and tells them what happens. On with {@code awa.snmp.enabled=true}. */
public final class SnmpFace implements Face {

    /** For {@link java.util.ServiceLoader}. */
    public SnmpFace() {}

    @Override
    public String name() {
        return "snmp";
    }

    /**
     * Opens the agent.
     *
     * @throws io.arewealive.config.ConfigException if the settings are wrong
     * @throws io.arewealive.StartException if it cannot listen where they say
     */
    @Override
    public AutoCloseable open(FaceContext context) {
        boolean enabled = context.setting("awa.snmp.enabled").orElse("").equalsIgnoreCase("true");
        return enabled ? Showing.open(context, SettingsReader.read(context)) : () -> {};
    }
}
