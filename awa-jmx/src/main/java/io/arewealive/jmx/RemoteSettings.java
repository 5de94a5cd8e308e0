package io.arewealive.jmx;

import io.arewealive.config.Setting;
import io.arewealive.config.Settings;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.SettingShape;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import java.time.Duration;
import java.util.List;

/** The settings of a server, through its bean. */
record RemoteSettings(Link link, String author) implements Settings {

    private static final String TYPE = "Config";

    @Override
    public List<Setting> effective() {
        return Row.ofAttributes(link.attributes(TYPE, List.of("Settings"))).rows("settings").stream()
                .map(SettingShape::read)
                .toList();
    }

    @Override
    public EditOutcome set(CommandId commandId, String key, String value, Duration timeout) {
        return RemoteEdit.run(link, author, TYPE, "set", commandId, timeout, key, value);
    }

    @Override
    public Settings by(String whom) {
        return new RemoteSettings(link, whom);
    }
}
