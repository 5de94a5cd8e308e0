package io.arewealive.jmx.bean;

import io.arewealive.config.Settings;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.SettingShape;
import io.arewealive.jmx.shape.TextTable;
import java.util.List;

/** The settings this node runs with, and the way to set those of the whole cluster. */
final class ConfigBean {

    private ConfigBean() {}

    static OpenBean<Settings> of(Settings settings) {
        return OpenBean.<Settings>describe(
                        "The settings this node runs with, where each came from, secrets masked.", () -> settings)
                .attribute(Field.rows(
                        "settings",
                        "Every setting with its value and origin, in the order of keys.",
                        SettingShape.SHAPE,
                        Settings::effective))
                .attribute(Field.texts(
                        "settingLines",
                        "Every setting with its value and origin as a table for people.",
                        ConfigBean::lines))
                .operations(Edits.operations(
                        "set",
                        "Sets a cluster-wide setting on all nodes.",
                        List.of(
                                Parameter.text("key", "Name of a cluster-wide setting."),
                                Parameter.text("value", "Its new value; empty to go back to the default.")),
                        List.of(),
                        arguments -> Authors.sign(settings, arguments)
                                .set(
                                        CommandIds.readOptional(arguments),
                                        arguments.text("key"),
                                        arguments.exactText("value"),
                                        Timeouts.LOG.read(arguments))))
                .build();
    }

    private static List<String> lines(Settings settings) {
        var table = new TextTable("Setting", "Value", "Origin");
        settings.effective().forEach(setting -> table.row(setting.key(), setting.value(), setting.origin()));
        return table.lines();
    }
}
