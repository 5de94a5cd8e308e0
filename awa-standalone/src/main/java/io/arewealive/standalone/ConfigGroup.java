package io.arewealive.standalone;

import io.arewealive.config.ConfigException;
import io.arewealive.config.Setting;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.config.Catalogue;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.config.KeySpec;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.NoServerException;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Columns;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.RecordJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, checks and sets settings. */
@Command(name = "config", description = "Show, check and set settings.", synopsisSubcommandLabel = "COMMAND")
final class ConfigGroup extends Group {

    private final Shell shell;

    ConfigGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(new ShowVerb(shell), new CheckVerb(shell), new SetVerb(shell), new RulesVerb(shell));
    }

    @Command(
            name = "show",
            description = "Show the settings of the running server, or those that a server started here would have.")
    private static final class ShowVerb implements Callable<Integer> {

        private final Shell shell;

        @Mixin
        private Asking asking = new Asking();

        @Mixin
        private Printing printing = new Printing();

        @Option(names = "--origin", description = "Say where each comes from.")
        private boolean origin;

        ShowVerb(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            List<Setting> settings = effective();
            if (printing.json()) {
                shell.print(JsonText.pretty(RecordJson.list(
                        "settings", settings.stream().map(RecordJson::setting).toList())));
            } else if (origin) {
                var columns = new Columns("Setting", "Value", "Origin");
                settings.forEach(setting -> columns.row(setting.key(), setting.value(), setting.origin()));
                shell.print(columns.lines(printing.colours(shell.terminal())));
            } else {
                settings.forEach(setting -> shell.print(setting.key() + "=" + setting.value()));
            }
            return Exit.DONE;
        }

        private List<Setting> effective() {
            try (Server server = asking.server(shell)) {
                return server.settings().effective();
            } catch (NoServerException e) {
                shell.say("awa: no server answers; this is what a server started here would have");
                return read(shell, asking).settings();
            }
        }
    }

    @Command(name = "check", description = "Check the settings that a server started here would have; start nothing.")
    private static final class CheckVerb implements Callable<Integer> {

        private final Shell shell;

        @Mixin
        private Asking asking = new Asking();

        @Mixin
        private Printing printing = new Printing();

        CheckVerb(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            try {
                AwaConfig config = read(shell, asking);
                config.warnings().forEach(warning -> shell.say("warning: " + warning));
                shell.print(
                        printing.json()
                                ? JsonText.pretty(RecordJson.list("problems", List.of()))
                                : "the settings are right");
                return Exit.DONE;
            } catch (ConfigException e) {
                if (!printing.json()) {
                    throw e;
                }
                shell.print(JsonText.pretty(RecordJson.list(
                        "problems",
                        e.problems().stream().map(RecordJson::problem).toList())));
                return Exit.CONFIGURATION;
            }
        }
    }

    @Command(
            name = "set",
            description = "Set a cluster-wide setting on all nodes; an empty value goes back to the default.")
    private static final class SetVerb extends EditCommand {

        @Parameters(index = "0", paramLabel = "KEY", description = "A cluster-wide setting.")
        private String key = "";

        @Parameters(index = "1", paramLabel = "VALUE", description = "Its new value.")
        private String value = "";

        SetVerb(Shell shell) {
            super(shell);
        }

        @Override
        EditOutcome edit(Server server, CommandId id, Duration timeout) {
            return server.settings().set(id, key, value, timeout);
        }
    }

    @Command(name = "rules", description = "List every setting with its rule and default.")
    private static final class RulesVerb implements Callable<Integer> {

        private final Shell shell;

        @Mixin
        private Printing printing = new Printing();

        RulesVerb(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            if (printing.json()) {
                shell.print(JsonText.pretty(RecordJson.list(
                        "rules", Catalogue.all().stream().map(RulesVerb::rule).toList())));
            } else {
                Catalogue.all().forEach(this::print);
            }
            return Exit.DONE;
        }

        private void print(KeySpec<?> key) {
            shell.print(key.name());
            shell.print("    " + key.description());
            shell.print("    " + key.type().rule() + "; default: " + key.defaultNote()
                    + (key.clusterWide() ? "; the same on all nodes" : "") + (key.secret() ? "; secret" : ""));
        }

        private static JsonObject rule(KeySpec<?> key) {
            return Json.createObjectBuilder()
                    .add("key", key.name())
                    .add("rule", key.type().rule())
                    .add("default", key.defaultNote())
                    .add("clusterWide", key.clusterWide())
                    .add("secret", key.secret())
                    .add("usedBy", key.usedBy())
                    .add("description", key.description())
                    .build();
        }
    }

    static AwaConfig read(Shell shell, Asking asking) {
        return ConfigLoader.load(
                new LauncherPlan(options(asking)), shell.sources().get());
    }

    static Map<String, String> options(Asking asking) {
        Map<String, String> options = new TreeMap<>();
        if (asking.data() != null) {
            options.put("awa.data", asking.data().toString());
        }
        if (asking.config() != null) {
            options.put("awa.config", asking.config().toString());
        }
        return options;
    }
}
