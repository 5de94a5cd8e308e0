package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            awa.node.port        | 70000     | "70000" must lie between 1 and 65535
            awa.node.port        | http      | "http" must be a whole number between 1 and 65535
            awa.node.name        | a b       | name "a b" must have 1 to 64 characters out of letters, digits, '.', '_' and '-'
            awa.node.host        | a/b       | host "a/b" must be a host name or an IP address of 1 to 253 characters out of letters, digits, '.', '_', '-', ':' and '%'
            awa.node.host        | a;b       | host "a;b" must be a host name or an IP address of 1 to 253 characters out of letters, digits, '.', '_', '-', ':' and '%'
            awa.node.lifetime    | forever   | "forever" must be one of permanent, ephemeral
            awa.first            | yes       | "yes" must be true or false
            awa.profile          | lan       | "lan" must be one of default, fast, wan
            awa.voters.max       | 2         | "2" must be one of 1, 3, 5
            awa.liveness.beat    | 100       | "100" must be a duration such as 500ms, 10s, 2m, 1h or 90d
            awa.liveness.beat    | 1ms       | "1ms" must lie between 10ms and 1m
            awa.liveness.suspect | 99999999999999999d | "99999999999999999d" must be a duration such as 500ms, 10s, 2m, 1h or 90d
            awa.events.keep      | 90d       | "90d" must be an age and a number, such as 90d, 100000
            awa.changes.keep     | 0         | "0" must lie between 1 and 1000000
            awa.join             | ::1       | "::1" must put an IPv6 address in brackets: [::1]:7800
            awa.join             | a:b       | "a:b" must be HOST:PORT with a port of 1 to 65535
            awa.snmp.root-oid    | 1.x       | "1.x" must be an object identifier such as 1.3.6.1.4.1.8072.9999
            awa.snmp.root-oid    | ..1.3     | "..1.3" must be an object identifier such as 1.3.6.1.4.1.8072.9999
            """)
    void a_wrong_value_is_named_with_its_rule(String key, String value, String message) {
        var problem = fixture.option(key, value).onlyProblem();

        assertEquals(key, problem.key());
        assertEquals(message, problem.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {".1.3.6.1.4.1.99999.1", "1.3.6.1.4.1.99999.1", "1.3.6.1.3.77", "1.3.6.10.1", "2.16.840.5"})
    void a_root_may_begin_with_a_dot_as_consoles_print_it(String oid) {
        assertEquals(List.of(), fixture.option("awa.snmp.root-oid", oid).problems());
    }

    @Test
    void a_jmx_port_lets_somebody_in() {
        var problem = fixture.option("awa.jmx.port", "7091").onlyProblem();

        assertEquals("awa.jmx.port", problem.key());
        assertTrue(problem.message().contains("awa.jmx.users.NAME.password"), problem::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.5", "db-1", "::"})
    void a_jmx_port_beyond_loopback_needs_keys_whatever_else_is_allowed(String bind) {
        var problem = fixture.option("awa.jmx.port", "7091")
                .option("awa.jmx.bind", bind)
                .option("awa.security.insecure", "true")
                .option("awa.jmx.users.alice.password", "only alice")
                .onlyProblem();

        assertEquals("awa.jmx.bind", problem.key());
        assertTrue(problem.message().contains("awa.security.keystore"), problem::message);
    }

    @Test
    void a_jmx_port_on_loopback_needs_a_password_alone() {
        fixture.option("awa.jmx.port", "7091").option("awa.jmx.users.alice.password", "only alice");

        assertEquals(List.of(), fixture.problems());
    }

    @Test
    void a_role_without_a_password_is_a_mistake() {
        var problem = fixture.option("awa.jmx.users.bob.role", "operator").onlyProblem();

        assertEquals("awa.jmx.users.bob.role", problem.key());
        assertTrue(problem.message().contains("awa.jmx.users.bob.password"), problem::message);
    }

    @Test
    void where_a_service_embeds_awa_a_jmx_port_is_told_to_have_no_effect() {
        var warnings = fixture.embedded().option("awa.jmx.port", "7091").load().warnings();

        assertEquals(1, warnings.size());
        assertEquals("awa.jmx.port", warnings.get(0).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.5", "db-1", "::"})
    void listening_beyond_loopback_needs_keys(String bind) {
        var problem = fixture.option("awa.bind", bind).onlyProblem();

        assertTrue(problem.message().contains("awa.security.keystore"), problem::message);
        assertTrue(problem.message().contains("awa.security.insecure=true"), problem::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
    void listening_on_loopback_needs_no_keys(String bind) {
        assertEquals(List.of(), fixture.option("awa.bind", bind).problems());
    }

    @Test
    void keys_or_a_clear_word_open_the_node_to_others() {
        fixture.option("awa.bind", "10.0.0.5").option("awa.security.keystore", "cluster.p12");

        assertEquals(List.of(), fixture.problems());
        assertEquals(
                fixture.home().resolve("cluster.p12"),
                fixture.load().security().keystore().orElseThrow());
    }

    @Test
    void an_address_that_nobody_can_reach_is_warned_of() {
        assertEquals(
                1, fixture.option("awa.node.host", "10.0.0.5").load().warnings().size());
    }

    @Test
    void suspicion_before_the_third_beat_is_refused() {
        assertEquals(
                "awa.liveness.suspect (profile default): 600ms is shorter than three beats of awa.liveness.beat=1s; set it"
                        + " to at least 3s",
                fixture.option("awa.liveness.beat", "1s").onlyProblem().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "awa.first,true,awa.join,a:1,awa.first",
        "awa.bootstrap,seeds,awa.cluster,x,awa.bootstrap",
        "awa.store,file,awa.data,memory,awa.store",
        "awa.store,datasource,awa.cluster,x,awa.store",
        "awa.node.witness,true,awa.node.votes,never,awa.node.witness"
    })
    void settings_that_contradict_each_other_are_refused(
            String key, String value, String otherKey, String otherValue, String blamed) {
        assertEquals(
                blamed,
                fixture.option(key, value)
                        .option(otherKey, otherValue)
                        .onlyProblem()
                        .key());
    }

    @Test
    void all_problems_are_told_at_once() {
        fixture.option("awa.node.port", "0", "option --port")
                .systemProperty("awa.nonsense", "1")
                .variable("AWA_VOTERS_MAX", "4")
                .file("awa.properties", "awa.profile=lan", "awa.cluster=${env:MISSING}", "awa.bind=0.0.0.0")
                .file("cluster_info.json", "{ my_name }");

        assertEquals(
                List.of(
                        "awa.properties:1",
                        "awa.properties:2",
                        "awa.properties:3",
                        "cluster_info.json:1:3",
                        "environment AWA_VOTERS_MAX",
                        "option --port",
                        "system property awa.nonsense"),
                fixture.problems().stream()
                        .map(problem -> problem.origin())
                        .sorted()
                        .toList());
    }
}
