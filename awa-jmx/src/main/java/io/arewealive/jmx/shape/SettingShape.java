package io.arewealive.jmx.shape;

import io.arewealive.config.Setting;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;

/** One effective setting, masked if it is a secret. */
public final class SettingShape {

    /** The columns. */
    public static final Shape<Setting> SHAPE = Shape.<Setting>named("Setting", "One effective setting.")
            .with(Field.text("key", "Name of the setting, for example awa.node.name.", Setting::key))
            .with(Field.text("value", "Its effective value, masked if it is a secret.", Setting::value))
            .with(Field.text(
                    "origin",
                    "Where the value came from: builder, an option, the environment, a file, cluster, default.",
                    Setting::origin))
            .with(Field.flag(
                    "clusterWide", "Whether it is the same on all nodes and can be set for all.", Setting::clusterWide))
            .with(Field.text("description", "What the setting does, one sentence.", Setting::description))
            .build();

    private SettingShape() {}

    /** Reads one back. */
    public static Setting read(Row row) {
        return new Setting(
                row.text("key"),
                row.text("value"),
                row.text("origin"),
                row.flag("clusterWide"),
                row.text("description"));
    }
}
