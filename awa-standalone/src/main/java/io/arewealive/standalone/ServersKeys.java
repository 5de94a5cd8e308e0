package io.arewealive.standalone;

import io.arewealive.config.ConfigException;
import io.arewealive.core.config.AwaConfig.Security;
import io.arewealive.core.config.ConfigLoader;
import io.arewealive.core.log.KnownNodes;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.core.trust.InitException;
import java.time.InstantSource;
import java.util.Optional;

/** The cluster's keys as a server would have them that was started here. Wrong settings are told, and those that are right are used. */
final class ServersKeys {

    private static final String SETTING = "awa.security.keystore";

    private final Shell shell;
    private final Asking asking;

    ServersKeys(Shell shell, Asking asking) {
        this.shell = shell;
        this.asking = asking;
    }

    /**
     * The keys to ask the others with; none if they do without.
     *
     * @throws CommandFailed if they need keys, or keys are set, and there are none to be had; the message names the setting
     */
    Optional<ClusterKeys> open(KnownNodes known) {
        Security security = security();
        if (security.keystore().isEmpty()) {
            if (known.security().equals("tls")) {
                throw new CommandFailed(
                        Exit.CONFIGURATION,
                        "they speak TLS, and no keys are set here: name the cluster's file of keys in " + SETTING
                                + ", or the server's settings with --config FILE");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(ClusterKeys.open(
                    security.keystore().get(), security.password().orElse(""), InstantSource.system()));
        } catch (InitException e) {
            throw new CommandFailed(Exit.CONFIGURATION, SETTING + ": " + e.getMessage());
        }
    }

    private Security security() {
        try {
            return ConfigGroup.read(shell, asking).security();
        } catch (ConfigException e) {
            shell.say("awa: with these settings no server starts here:");
            e.problems().forEach(problem -> shell.say("  " + problem));
            return ConfigLoader.security(
                    new LauncherPlan(ConfigGroup.options(asking)),
                    shell.sources().get());
        }
    }
}
