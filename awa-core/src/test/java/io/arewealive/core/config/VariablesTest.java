package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

    private static final String PASSWORD = "awa.security.keystore-password";

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    private String password() {
        return fixture.load().security().password().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${file:secret}", "${file:UTF-8:secret}"})
    void a_secret_comes_from_a_file_without_its_last_line_end(String expression) {
        fixture.file("secret", "Schlüssel, 1").option(PASSWORD, expression);

        assertEquals("Schlüssel, 1", password());
    }

    @Test
    void a_secret_comes_from_the_environment() {
        fixture.variable("KEY_PASSWORD", "p,w").file("awa.properties", PASSWORD + "=${env:KEY_PASSWORD}");

        assertEquals("p,w", password());
    }

    @Test
    void a_list_comes_from_one_variable() {
        fixture.variable("PEERS", "a:1, b:2").file("awa.properties", "awa.join=${env:PEERS}");

        assertEquals(
                List.of(new HostPort("a", 1), new HostPort("b", 2)),
                fixture.load().start().join());
    }

    @Test
    void other_settings_and_their_defaults_can_be_used() {
        fixture.option("awa.data", "/srv/${awa.cluster}/${awa.node.votes}").option("awa.cluster", "orders");

        assertEquals(
                Path.of("/srv/orders/auto"), fixture.load().place().directory().orElseThrow());
    }

    @Test
    void a_variable_may_have_a_value_for_when_it_is_not_set() {
        fixture.option("awa.cluster", "${env:CLUSTER:-orders}");

        assertEquals("orders", fixture.load().identity().cluster());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:MISSING}",
                "${file:missing}",
                "${sys:missing}",
                "${nothing}",
                "${url:UTF-8:http://localhost/}",
                "${script:javascript:1}",
                "${dns:address|localhost}",
                "${const:java.lang.Integer.MAX_VALUE}"
            })
    void what_cannot_be_resolved_is_an_error_that_names_it(String expression) {
        fixture.file("awa.properties", "", "awa.cluster = x" + expression);

        var problem = fixture.onlyProblem();

        assertEquals("awa.cluster", problem.key());
        assertEquals("awa.properties:2", problem.origin());
        String named = expression.replace("${file:", "${file:" + fixture.home() + "/");
        assertTrue(problem.message().startsWith(named + " names"), problem::message);
    }

    @Test
    void a_ring_of_variables_is_an_error() {
        fixture.option("awa.cluster", "${awa.node.name}").option("awa.node.name", "${awa.cluster}");

        assertEquals(2, fixture.problems().size());
    }

    @Test
    void a_dollar_is_written_by_doubling_it() {
        fixture.option(PASSWORD, "a$${b}");

        assertEquals("a${b}", password());
    }

    @Test
    void what_a_variable_brought_is_masked_too() {
        fixture.variable("KEY_PASSWORD", "hush-hush").option(PASSWORD, "${env:KEY_PASSWORD}");

        assertFalse(fixture.load().settings().toString().contains("hush-hush"));
    }
}
