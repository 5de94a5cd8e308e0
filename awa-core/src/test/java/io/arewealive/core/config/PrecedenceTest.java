package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {

    private static final String KEY = "awa.node.name";

    /** Every source, the strongest first, with the origin it is shown with. */
    private static final List<Source> SOURCES = List.of(
            new Source("option", "option --name", f -> f.option(KEY, "option", "option --name")),
            new Source("property", "system property awa.node.name", f -> f.systemProperty(KEY, "property")),
            new Source("variable", "environment AWA_NODE_NAME", f -> f.variable("AWA_NODE_NAME", "variable")),
            new Source(
                    "named",
                    "named.properties:2",
                    f -> f.option("awa.config", "named.properties")
                            .file("named.properties", "# mine", KEY + " = named")),
            new Source("local", "awa.properties:1", f -> f.file("awa.properties", KEY + "=local")),
            new Source("system", "ETC/node.properties:1", f -> f.systemFile("node.properties", KEY + "=system")),
            new Source(
                    "info",
                    "cluster_info.json key my_name",
                    f -> f.file("cluster_info.json", "{\"my_name\":\"info\"}")),
            new Source("build-7", "default", f -> f));

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    private record Source(String name, String origin, UnaryOperator<ConfigFixture> say) {}

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (int strong = 0; strong < SOURCES.size(); strong++) {
            for (int weak = strong; weak < SOURCES.size(); weak++) {
                pairs.add(Arguments.of(SOURCES.get(strong), SOURCES.get(weak)));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_stronger_source_wins_and_is_named_as_the_origin(Source strong, Source weak) {
        var setting = strong.say().apply(weak.say().apply(fixture)).setting(KEY);

        assertEquals(strong.name(), setting.value());
        assertEquals(strong.origin().replace("ETC", fixture.etc().toString()), setting.origin());
    }

    @Test
    void of_two_system_files_the_later_name_wins() {
        fixture.systemFile("10-base.properties", KEY + "=base").systemFile("20-site.properties", KEY + "=site");

        assertEquals("site", fixture.setting(KEY).value());
    }

    @Test
    void what_was_said_in_the_builder_is_said_by_the_builder() {
        assertEquals("builder", fixture.option(KEY, "x").setting(KEY).origin());
    }

    @Test
    void an_empty_value_goes_back_to_the_default() {
        fixture.systemFile("a.properties", "awa.join=10.0.0.1:7800").file("awa.properties", "awa.join=");

        assertEquals(List.of(), fixture.load().start().join());
    }

    @Test
    void an_empty_variable_says_nothing() {
        fixture.variable("AWA_NODE_NAME", "").file("awa.properties", KEY + "=local");

        assertEquals("local", fixture.setting(KEY).value());
    }

    @Test
    void a_named_file_may_be_the_local_one() {
        fixture.option("awa.config", "awa.properties").file("awa.properties", KEY + "=local");

        assertEquals("local", fixture.setting(KEY).value());
    }
}
