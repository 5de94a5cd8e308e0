package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOfSettingsTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    @Test
    void files_are_in_utf_8() {
        fixture.file("awa.properties", "# Größe", "awa.security.keystore = Schlüssel/größe.p12");

        assertEquals(
                fixture.home().resolve("Schlüssel/größe.p12").toString(),
                fixture.setting("awa.security.keystore").value());
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_key() {
        fixture.file("awa.properties", "\uFEFFawa.cluster=orders");

        assertEquals("orders", fixture.load().identity().cluster());
    }

    @Test
    void a_file_in_another_charset_is_refused() throws IOException {
        Files.write(fixture.home().resolve("awa.properties"), "awa.data=größe".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                "file (awa.properties): is not in UTF-8; save it in UTF-8",
                fixture.onlyProblem().toString());
    }

    @Test
    void lists_are_separated_by_commas_over_lines() {
        fixture.file("awa.properties", "awa.join = db-1:7801 , \\", "    [::1]:7802, db-3");

        assertEquals(
                List.of(new HostPort("db-1", 7801), new HostPort("::1", 7802), new HostPort("db-3", 7800)),
                fixture.load().start().join());
    }

    @Test
    void a_comma_in_a_single_value_is_a_comma() {
        fixture.file("awa.properties", "awa.security.keystore-password = a,b");

        assertEquals("a,b", fixture.load().security().password().orElseThrow());
    }

    @Test
    void line_numbers_count_comments_and_continued_lines() {
        fixture.file("awa.properties", "# one", "", "awa.join = a:1,\\", "  b:2", "! five", "awa.node.port = 0x1E78");

        var problem = fixture.onlyProblem();

        assertEquals("awa.properties:6", problem.origin());
        assertEquals("\"0x1E78\" must be a whole number between 1 and 65535", problem.message());
    }

    @Test
    void the_same_key_twice_is_refused_with_both_lines() {
        fixture.file("awa.properties", "awa.cluster=a", "awa.node.name=n", "awa.cluster=b");

        assertEquals(
                "awa.cluster (awa.properties:1 and :3): is set more than once; keep one line",
                fixture.onlyProblem().toString());
    }

    @Test
    void a_named_file_that_is_missing_is_refused() {
        fixture.option("awa.config", "missing.properties");

        assertEquals("missing.properties", fixture.onlyProblem().origin());
    }

    @Test
    void files_do_not_include_or_name_other_files() {
        fixture.file("awa.properties", "include = other.properties", "awa.config = other.properties");

        assertEquals(
                List.of("awa.properties:1", "awa.properties:2"),
                fixture.problems().stream().map(problem -> problem.origin()).toList());
    }

    @Test
    void a_broken_escape_is_refused() {
        fixture.file("awa.properties", "awa.cluster = \\u12zz");

        assertTrue(fixture.onlyProblem().message().startsWith("cannot be understood"));
    }

    @Test
    void a_huge_file_is_refused_unread() {
        fixture.file("awa.properties", "# " + "x".repeat(1 << 20));

        assertTrue(fixture.onlyProblem().message().contains("1 MiB"));
    }

    @Test
    void settings_of_others_in_a_file_are_left_alone_but_a_near_miss_is_warned_of() {
        fixture.file("awa.properties", "site = berlin", "aw.cluster = orders", "awa.cluster = ${site}");

        AwaConfig config = fixture.load();

        assertEquals("berlin", config.identity().cluster());
        assertEquals(
                List.of("aw.cluster (awa.properties:2): is no setting and has no effect; did you mean awa.cluster"),
                config.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void where_the_keys_are_can_be_read_whatever_else_is_wrong() {
        fixture.file(
                "cluster.properties", "awa.security.keystore = keys.p12", "awa.node.port = many", "awa.nonsense = 1");
        fixture.file("keys.password", "from the file beside");

        assertEquals(
                Optional.of(fixture.home().resolve("keys.p12")),
                fixture.security().keystore());
        assertEquals(Optional.of("from the file beside"), fixture.security().password());
        assertFalse(fixture.problems().isEmpty());
    }

    @Test
    void secrets_are_masked_wherever_settings_are_shown() {
        fixture.file("awa.properties", "awa.security.keystore-password = hush-hush", "awa.snmp.v2c.community=shush");

        AwaConfig config = fixture.load();

        assertEquals("******", fixture.setting("awa.security.keystore-password").value());
        assertFalse(config.toString().contains("hush-hush"), config::toString);
        assertFalse(config.toString().contains("shush"), config::toString);
        assertEquals(
                "hush-hush", config.setting("awa.security.keystore-password").orElseThrow());
    }
}
