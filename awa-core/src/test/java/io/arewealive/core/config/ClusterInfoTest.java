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

class ClusterInfoTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    private ConfigFixture info(String... lines) {
        return fixture.file("cluster_info.json", lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7801\"", "7801", "\" 7801 \""})
    void the_port_is_a_text_or_a_number(String port) {
        info("{", "  \"my_name\": \"db-1\",", "  \"my_host\": \"localhost\",", "  \"my_port\": " + port, "}");

        var identity = fixture.load().identity();

        assertEquals("db-1", identity.name());
        assertEquals("localhost", identity.host());
        assertEquals(7801, identity.port().orElseThrow());
        assertEquals(
                "cluster_info.json key my_port",
                fixture.setting("awa.node.port").origin());
    }

    @Test
    void what_is_missing_keeps_its_default_and_other_members_are_left_alone() {
        info("{\"my_port\": 7801, \"comment\": {\"a\": [1]}}");

        assertEquals("build-7", fixture.load().identity().name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"my_port": 70000}       | awa.node.port | cluster_info.json key my_port
            {"my_port": "<port>"}    | awa.node.port | cluster_info.json key my_port
            {"my_port": 78.5}        | awa.node.port | cluster_info.json key my_port
            {"my_name": ["a"]}       | awa.node.name | cluster_info.json key my_name
            {"my_name": null}        | awa.node.name | cluster_info.json key my_name
            {"my_name": "a b"}       | awa.node.name | cluster_info.json key my_name
            {"my_name": "${env:A}"}  | awa.node.name | cluster_info.json key my_name
            ["db-1"]                 | file          | cluster_info.json
            """)
    void a_wrong_value_names_its_member(String json, String key, String origin) {
        var problem = info(json).onlyProblem();

        assertEquals(List.of(key, origin), List.of(problem.key(), problem.origin()));
    }

    @Test
    void broken_json_names_line_and_column() {
        var problem =
                info("{", "  \"my_name\": \"db-1\"", "  \"my_port\": 7801", "}").onlyProblem();

        assertTrue(problem.origin().startsWith("cluster_info.json:3:"), problem::toString);
        assertTrue(problem.message().startsWith("is not JSON"), problem::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"my_name\": \"db", "{} {}", "nul"})
    void no_broken_file_is_more_than_a_problem(String json) {
        assertEquals("file", info(json).onlyProblem().key());
    }
}
