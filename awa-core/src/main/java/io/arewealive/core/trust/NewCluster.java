package io.arewealive.core.trust;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Makes the part of a new cluster that all its servers share: its keys, and the users of SNMP. */
final class NewCluster {

    static final String DEFAULT_NAME = "awa";

    private static final int PASSWORD_BYTES = 24;
    private static final String TEXT = """
            # The part of the cluster, the same on all its servers: cluster.*
            # Made by awa init. The files named here are secret: mode 0600, for the user of the server alone.
            awa.cluster=%s
            awa.security.keystore=%s
            awa.security.keystore-password=${file:%s}
            # The user of SNMPv3, for consoles; nothing listens until awa.snmp.enabled=true.
            awa.snmp.users.monitor.auth-protocol=SHA-256
            awa.snmp.users.monitor.auth-password=${file:%s}
            awa.snmp.users.monitor.priv-protocol=AES-128
            awa.snmp.users.monitor.priv-password=${file:%s}
            """;

    private final KeyMaker maker;
    private final SecureRandom random;

    NewCluster(KeyMaker maker, SecureRandom random) {
        this.maker = maker;
        this.random = random;
    }

    Map<String, byte[]> files(Path directory, String name) {
        String password = password();
        KeyFile keys = maker.make(directory, name, password);
        return Map.of(
                ClusterPart.PASSWORD, line(password),
                ClusterPart.KEYS, keys.bytes(),
                ClusterPart.SNMP_AUTH, line(password()),
                ClusterPart.SNMP_PRIV, line(password()),
                ClusterPart.SETTINGS, settings(name));
    }

    private static byte[] settings(String name) {
        return TEXT.formatted(
                        name, ClusterPart.KEYS, ClusterPart.PASSWORD, ClusterPart.SNMP_AUTH, ClusterPart.SNMP_PRIV)
                .getBytes(StandardCharsets.UTF_8);
    }

    private String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
