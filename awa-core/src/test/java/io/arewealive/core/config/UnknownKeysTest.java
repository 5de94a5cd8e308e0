package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownKeysTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    static Stream<KeySpec<?>> keys() {
        return Catalogue.all().stream().filter(spec -> !spec.isFamily());
    }

    @Test
    void an_unknown_key_in_a_file_names_its_line_and_the_nearest_key() {
        fixture.file("awa.properties", "# ports", "awa.node.prot=7800");

        assertEquals(
                "awa.node.prot (awa.properties:2): is not known; the nearest setting is awa.node.port",
                fixture.onlyProblem().toString());
    }

    @Test
    void an_unknown_option_or_system_property_is_an_error() {
        fixture.option("awa.clustre", "x", "option --set")
                .systemProperty("awa.jion", "y")
                .option("bind", "z");

        assertEquals(
                List.of(
                        "awa.clustre (option --set): is not known; the nearest setting is awa.cluster",
                        "awa.jion (system property awa.jion): is not known; the nearest setting is awa.join",
                        "bind (builder): is not known; the nearest setting is awa.bind"),
                fixture.problems().stream().map(Object::toString).sorted().toList());
    }

    @Test
    void an_unknown_variable_is_only_warned_of() {
        fixture.variable("AWA_CLUSTRE", "x").variable("AWA_HOME", "/opt/awa").variable("HOME", "/root");

        assertEquals(
                List.of("AWA_CLUSTRE (environment AWA_CLUSTRE): is not known and has no effect; the nearest one is"
                        + " AWA_CLUSTER"),
                fixture.load().warnings().stream().map(Object::toString).toList());
    }

    @Test
    void other_system_properties_are_not_looked_at() {
        fixture.systemProperty("java.home", "/x").systemProperty("awake", "y").systemProperty("awa.home", "/opt/awa");

        assertEquals(List.of(), fixture.problems());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_key_has_a_variable_that_means_it_and_no_other(KeySpec<?> spec) {
        assertEquals(
                spec.name(), Catalogue.keyOfVariable(spec.environmentName()).orElseThrow());
    }

    @Test
    void no_two_keys_share_a_variable() {
        Set<String> variables = keys().map(KeySpec::environmentName).collect(Collectors.toSet());

        assertEquals(keys().count(), variables.size());
    }

    @Test
    void a_key_with_dashes_has_a_variable() {
        fixture.variable("AWA_SECURITY_KEYSTORE_PASSWORD", "pw");

        assertEquals("pw", fixture.load().security().password().orElseThrow());
    }

    @Test
    void a_family_has_a_member_for_every_name() {
        fixture.file("awa.properties", "awa.snmp.users.Ops-1.auth-protocol = SHA-512")
                .variable("AWA_SNMP_USERS_MONITOR_PRIV_PASSWORD", "long enough");

        AwaConfig config = fixture.load();

        assertEquals(
                "SHA-512", config.setting("awa.snmp.users.Ops-1.auth-protocol").orElseThrow());
        assertEquals(
                "long enough",
                config.setting("awa.snmp.users.monitor.priv-password").orElseThrow());
    }

    @Test
    void a_wrong_value_in_a_family_is_an_error_that_keeps_secrets() {
        fixture.file(
                "awa.properties", "awa.snmp.users.ops.auth-protocol = MD5", "awa.snmp.users.ops.auth-password=short");

        String all = fixture.problems().toString();

        assertEquals(2, fixture.problems().size());
        assertTrue(all.contains("\"MD5\" must be one of SHA-256, SHA-512"), all);
        assertTrue(!all.contains("short") && all.contains("at least 8 characters"), all);
    }

    @Test
    void every_key_has_a_sentence_and_a_rule() {
        List<String> wanting = Catalogue.all().stream()
                .filter(spec ->
                        !spec.description().endsWith(".") || spec.type().rule().isBlank())
                .map(KeySpec::name)
                .toList();

        assertEquals(List.of(), wanting);
    }
}
