package io.arewealive.standalone;

import io.arewealive.config.Setting;
import io.arewealive.core.config.AwaConfig;
import io.arewealive.core.trust.Callers;
import io.arewealive.core.trust.ClusterKeys;
import io.arewealive.core.trust.InitException;
import io.arewealive.standalone.control.Access;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * As whom a command asks the server that {@code --at} names, and whom it trusts. Both stand in the settings, those of the client or else
 * those that the servers have themselves: a password on a command line could be read by everybody on the machine.
 */
final class AtAccess {

    private static final String USERS = "awa.jmx.users.";
    private static final String PASSWORD = ".password";
    private static final String TRUST = "awa.jmx.client.trust";
    private static final Pattern HOST =
            Pattern.compile("(?:service:jmx:rmi:(?://[^/]*)?/jndi/rmi://)?(\\[[^]]+]|[^/:]+):\\d+(?:/.*)?");

    private final AwaConfig config;

    AtAccess(AwaConfig config) {
        this.config = config;
    }

    Access to(String address) {
        String user = config.setting("awa.jmx.client.user").or(this::someUser).orElse("");
        String password = config.setting("awa.jmx.client.password")
                .or(() -> config.setting(USERS + user + PASSWORD))
                .orElse("");
        if (user.isEmpty() != password.isEmpty()) {
            throw new CommandFailed(
                    Exit.CONFIGURATION,
                    "awa.jmx.client.user and awa.jmx.client.password belong together; one of them is not set");
        }
        Optional<SSLContext> tls = trusted();
        if (tls.isEmpty() && !user.isEmpty() && !isHere(address)) {
            throw new CommandFailed(
                    Exit.CONFIGURATION,
                    address
                            + " is not on this machine, and without TLS the password would go over the network in clear;"
                            + " set " + TRUST + " to a PEM file with the certificate of the cluster, or"
                            + " awa.security.keystore to its keys");
        }
        return new Access(address, user, password, tls);
    }

    /** Operators first: whoever has all passwords runs commands. */
    private Optional<String> someUser() {
        return config.settings().stream()
                .map(Setting::key)
                .filter(key -> key.startsWith(USERS) && key.endsWith(PASSWORD))
                .map(key -> key.substring(USERS.length(), key.length() - PASSWORD.length()))
                .min(Comparator.comparing((String name) -> !isOperator(name)).thenComparing(name -> name));
    }

    private boolean isOperator(String name) {
        return config.setting(USERS + name + ".role").filter("operator"::equals).isPresent();
    }

    private Optional<SSLContext> trusted() {
        try {
            Optional<String> pem = config.setting(TRUST);
            return pem.isPresent()
                    ? pem.map(file -> Callers.trusting(Path.of(file), InstantSource.system()))
                    : config.security()
                            .keystore()
                            .map(file -> ClusterKeys.open(
                                            file, config.security().password().orElse(""), InstantSource.system())
                                    .callersContext());
        } catch (InitException e) {
            String setting = config.setting(TRUST).isPresent() ? TRUST : "awa.security.keystore";
            throw new CommandFailed(Exit.CONFIGURATION, setting + ": " + e.getMessage());
        }
    }

    private static boolean isHere(String address) {
        Matcher matcher = HOST.matcher(address);
        try {
            return matcher.matches() && InetAddress.getByName(matcher.group(1)).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
