package io.arewealive.core.config;

import io.arewealive.core.config.AwaConfig.Security;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold for the JMX port: nobody gets in without a password, and no password goes over a network in clear. */
final class JmxRules {

    private static final String USERS = "awa.jmx.users.";
    private static final String PASSWORD = ".password";
    private static final String ROLE = ".role";

    private final Values values;

    JmxRules(Values values) {
        this.values = values;
    }

    void check(Security security, boolean standalone) {
        everyRoleHasAPassword();
        if (values.find(FaceKeys.JMX_PORT).isEmpty()) {
            return;
        }
        if (!standalone) {
            values.problems()
                    .warn(
                            FaceKeys.JMX_PORT.name(),
                            values.origin(FaceKeys.JMX_PORT),
                            "has no effect where a service embeds AWA: the beans are in its MBean server, and it opens"
                                    + " a port itself");
            return;
        }
        somebodyGetsIn();
        keysBeyondLoopback(security);
    }

    private void everyRoleHasAPassword() {
        Set<String> known = users(PASSWORD);
        users(ROLE).stream().filter(user -> !known.contains(user)).forEach(user -> {
            String key = USERS + user + ROLE;
            Values.Value said = values.texts().get(key);
            values.problems()
                    .error(
                            key,
                            said == null ? Origins.DEFAULT : said.origin(),
                            "the user has no password; set " + USERS + user + PASSWORD + "=${file:PATH}");
        });
    }

    private void somebodyGetsIn() {
        if (users(PASSWORD).isEmpty()) {
            error(
                    FaceKeys.JMX_PORT,
                    "lets nobody in; set " + FaceKeys.JMX_PASSWORD.name() + "=${file:PATH} and "
                            + FaceKeys.JMX_ROLE.name() + "=monitor or operator");
        }
    }

    private void keysBeyondLoopback(Security security) {
        String bind = values.get(FaceKeys.JMX_BIND);
        if (!Loopback.is(bind) && security.keystore().isEmpty()) {
            error(
                    FaceKeys.JMX_BIND,
                    "\"" + bind
                            + "\" is reachable from other machines, and passwords would go over the network in clear,"
                            + " for " + Keys.KEYSTORE.name() + " is not set; set it to the cluster's keys, or "
                            + FaceKeys.JMX_BIND.name() + "=127.0.0.1");
        }
    }

    private Set<String> users(String end) {
        return values.texts().keySet().stream()
                .filter(key -> key.startsWith(USERS) && key.endsWith(end))
                .map(key -> key.substring(USERS.length(), key.length() - end.length()))
                .collect(Collectors.toSet());
    }

    private void error(KeySpec<?> spec, String message) {
        values.problems().error(spec.name(), values.origin(spec), message);
    }
}
