package io.arewealive.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The settings of the management interfaces; their modules read them through {@code FaceSettings.setting}. */
final class FaceKeys {

    private static final String JMX = "awa-jmx";
    private static final String SNMP = "awa-snmp";
    static final KeySpec<Integer> JMX_PORT = KeySpec.of(
                    "awa.jmx.port",
                    ValueTypes.port(),
                    "TCP port of the launcher for JMX from other programs and machines.")
            .forModule(JMX);
    static final KeySpec<String> JMX_BIND = KeySpec.of(
                    "awa.jmx.bind", ValueTypes.host(), "Local address that awa.jmx.port listens on.")
            .defaultsTo("127.0.0.1")
            .forModule(JMX);
    static final KeySpec<String> JMX_PASSWORD = KeySpec.of(
                    "awa.jmx.users.NAME.password", password(), "What lets the user NAME in at awa.jmx.port.")
            .asSecret()
            .forModule(JMX);
    static final KeySpec<String> JMX_ROLE = KeySpec.of(
                    "awa.jmx.users.NAME.role",
                    oneOf("monitor", "operator"),
                    "What the user NAME may do: look, or everything that commands do.")
            .defaultsLike("monitor")
            .forModule(JMX);
    static final KeySpec<Path> JMX_TRUST = KeySpec.of(
                    "awa.jmx.client.trust",
                    ValueTypes.path("a PEM file"),
                    "The certificates that servers may show that commands ask with --at.")
            .defaultsLike("those in awa.security.keystore")
            .forModule(JMX);
    private static final ValueType<String> OID =
            matching("an object identifier such as 1.3.6.1.4.1.8072.9999", "\\.?\\d{1,10}(\\.\\d{1,10}){1,60}");

    private FaceKeys() {}

    static List<KeySpec<?>> all() {
        return Stream.concat(jmx().stream(), snmp().stream()).toList();
    }

    private static List<KeySpec<?>> jmx() {
        return List.of(
                KeySpec.of("awa.jmx.enabled", ValueTypes.flag(), "Whether the beans are registered.")
                        .defaultsTo("true")
                        .forModule(JMX),
                JMX_PORT,
                JMX_BIND,
                KeySpec.of("awa.jmx.host", ValueTypes.host(), "What clients dial to reach awa.jmx.port.")
                        .defaultsLike("awa.jmx.bind, or awa.node.host if that is a wildcard")
                        .forModule(JMX),
                JMX_PASSWORD,
                JMX_ROLE,
                KeySpec.of(
                                "awa.jmx.node-beans",
                                ValueTypes.count(0, 10_000),
                                "The most nodes that have a bean of their own; the others stand in the tables alone.")
                        .defaultsTo("500")
                        .forModule(JMX),
                KeySpec.of(
                                "awa.jmx.jgroups",
                                ValueTypes.flag(),
                                "Whether the beans of JGroups are registered too, in the domain io.arewealive.jgroups.")
                        .defaultsTo("false")
                        .forModule("awa-core"),
                KeySpec.of(
                                "awa.jmx.client.user",
                                ValueTypes.text("a user of the server that is asked"),
                                "As whom commands ask with --at.")
                        .defaultsLike("the first operator of awa.jmx.users")
                        .forModule(JMX),
                KeySpec.of("awa.jmx.client.password", password(), "Password of awa.jmx.client.user.")
                        .asSecret()
                        .defaultsLike("that of the user in awa.jmx.users")
                        .forModule(JMX),
                JMX_TRUST);
    }

    private static List<KeySpec<?>> snmp() {
        return List.of(
                KeySpec.of("awa.snmp.enabled", ValueTypes.flag(), "Whether the SNMP agent runs.")
                        .defaultsTo("false")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.port", ValueTypes.port(), "UDP port of the SNMP agent.")
                        .defaultsLike("the first free one of 1161 to 1170")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.bind", ValueTypes.host(), "Local address of the SNMP agent.")
                        .defaultsTo("127.0.0.1")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.root-oid", OID, "Where AWA-MIB hangs in the tree of object identifiers.")
                        .defaultsTo("1.3.6.1.4.1.8072.9999.9999.29537")
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.users.NAME.auth-protocol",
                                oneOf("SHA-256", "SHA-512"),
                                "How the SNMPv3 user NAME proves who it is.")
                        .defaultsLike("SHA-256")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.users.NAME.auth-password", password(), "What the SNMPv3 user NAME proves it with.")
                        .asSecret()
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.users.NAME.priv-protocol",
                                oneOf("AES-128", "AES-256"),
                                "How messages of the SNMPv3 user NAME are encrypted.")
                        .defaultsLike("AES-128")
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.users.NAME.priv-password",
                                password(),
                                "What messages of the SNMPv3 user NAME are encrypted with.")
                        .asSecret()
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.v2c.community", ValueTypes.text("a word; empty: off"), "Community of SNMPv2c.")
                        .asSecret()
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.v2c.sources",
                                ValueTypes.listOf(ValueTypes.text("an address or network")),
                                "Who may ask by SNMPv2c: addresses and networks.")
                        .defaultsTo("127.0.0.0/8,::1")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.trap.NAME.target", ValueTypes.hostPort(), "Where notifications go.")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.trap.NAME.version", oneOf("v2c", "v3"), "In which version they are sent.")
                        .defaultsLike("v3")
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.trap.NAME.user", ValueTypes.text("a user of awa.snmp.users"), "As which user.")
                        .defaultsLike("the only one there is")
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.trap.NAME.community",
                                ValueTypes.text("a word"),
                                "Community of those in version v2c.")
                        .defaultsLike("that of awa.snmp.v2c.community")
                        .asSecret()
                        .forModule(SNMP),
                KeySpec.of("awa.snmp.trap.NAME.inform", ValueTypes.flag(), "Whether the receiver confirms each.")
                        .defaultsLike("true")
                        .forModule(SNMP),
                KeySpec.of(
                                "awa.snmp.trap.NAME.events",
                                ValueTypes.listOf(ValueTypes.text("a type of event")),
                                "Which events are sent; all if nothing is said.")
                        .forModule(SNMP));
    }

    private static ValueType<String> password() {
        return new ValueType<>(
                "a password of at least 8 characters",
                text -> {
                    if (text.length() < 8) {
                        throw new IllegalArgumentException("a password must have at least 8 characters");
                    }
                    return text;
                },
                text -> text);
    }

    private static ValueType<String> oneOf(String... words) {
        return matching("one of " + String.join(", ", words), String.join("|", words));
    }

    private static ValueType<String> matching(String rule, String regex) {
        return new ValueType<>(
                rule,
                text -> {
                    if (!text.matches(regex)) {
                        throw new IllegalArgumentException("\"" + text + "\" must be " + rule);
                    }
                    return text;
                },
                text -> text);
    }
}
