package io.arewealive.jmx.bean;

import io.arewealive.config.Setting;
import io.arewealive.config.Settings;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Once;
import io.arewealive.jmx.open.OpenBean;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.SettingShape;
import io.arewealive.jmx.shape.TextTable;
import java.util.List;
import java.util.function.Supplier;
import javax.management.openmbean.CompositeData;

/** The settings this node runs with, and the way to set those of the whole cluster. */
final class ConfigBean {

    private ConfigBean() {}

    static OpenBean<Shown> of(Settings settings) {
        return OpenBean.<Shown>describe(
                        "The settings this node runs with, where each came from, secrets masked.", new View(settings))
                .attribute(Field.madeRows(
                        "settings",
                        "Every setting with its value and origin, in the order of keys.",
                        SettingShape.SHAPE,
                        shown -> shown.rows().get()))
                .attribute(Field.texts(
                        "settingLines",
                        "Every setting with its value and origin as a table for people.",
                        shown -> shown.lines().get()))
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

    /** Settings with what is told of them, each worked out at most about once. */
    record Shown(List<Setting> settings, Once<CompositeData[]> rows, Once<List<String>> lines) {

        static Shown of(List<Setting> settings) {
            return new Shown(
                    settings,
                    new Once<>(() -> SettingShape.SHAPE.rows(settings)),
                    new Once<>(() -> ConfigBean.lines(settings)));
        }
    }

    /** The settings as they are now. Any thread, never blocks. */
    private static final class View implements Supplier<Shown> {

        private final Settings settings;
        private volatile Shown last;

        View(Settings settings) {
            this.settings = settings;
            this.last = Shown.of(settings.effective());
        }

        @Override
        public Shown get() {
            List<Setting> now = settings.effective();
            Shown shown = last;
            if (!shown.settings().equals(now)) {
                shown = Shown.of(now);
                last = shown;
            }
            return shown;
        }
    }

    private static List<String> lines(List<Setting> settings) {
        var table = new TextTable("Setting", "Value", "Origin");
        settings.forEach(setting -> table.row(setting.key(), setting.value(), setting.origin()));
        return table.lines();
    }
}
