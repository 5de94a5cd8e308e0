package io.arewealive.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("H19")
class SecretsTest {

    private static final String SECRET = "hunter2-hunter2-hunter2";
    /** One that stands nowhere as a secret. */
    private static final String LONELY = "correct horse battery";

    private static final String PASSWORD = "awa.security.keystore-password";

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, root, false",
        "r--------, awa, false",
        "rw-r-----, root, false",
        "rw-r-----, awa, true",
        "rw----r--, root, true",
        "rw-r--r--, root, true",
        "rw--w----, root, true",
        "rwx--x--x, root, true"
    })
    void a_file_is_open_if_others_can_get_at_it(String mode, String owner, boolean open) {
        assertEquals(open, SecretFiles.isOpen(PosixFilePermissions.fromString(mode), owner));
    }

    @Test
    void a_file_with_a_plain_secret_that_others_can_read_is_refused_with_mode_and_remedy() throws IOException {
        fixture.file("awa.properties", PASSWORD + "=" + SECRET);
        Path file = fixture.home().resolve("awa.properties");
        mode(file, "rw-r--r--");

        ConfigProblem problem = fixture.onlyProblem();

        assertEquals(PASSWORD, problem.key());
        assertEquals("awa.properties:1", problem.origin());
        assertTrue(problem.message().contains("mode 0644"), problem::message);
        assertTrue(problem.message().contains("chmod 600 " + file), problem::message);
        assertTrue(problem.message().contains("awa.security.allow-readable-secrets=true"), problem::message);
        assertFalse(problem.toString().contains(SECRET));

        mode(file, "rw-------");
        assertEquals(List.of(), fixture.problems());
        mode(file, "rw-r--r--");
        fixture.option("awa.security.allow-readable-secrets", "true");
        assertEquals(List.of(), fixture.problems());
    }

    @Test
    void so_are_files_that_secrets_come_from_and_the_keys() throws IOException {
        fixture.file("cluster.p12", "keys")
                .file("cluster.password", SECRET)
                .file("snmp", SECRET + "-2")
                .systemFile("cluster.properties", "awa.snmp.users.m.auth-password=${file:" + fixture.home() + "/snmp}")
                .option("awa.security.keystore", "cluster.p12");
        mode(fixture.home().resolve("cluster.p12"), "rw-r--r--");
        mode(fixture.home().resolve("cluster.password"), "rw----r--");
        mode(fixture.home().resolve("snmp"), "rw-rw----");
        mode(fixture.etc().resolve("cluster.properties"), "rw-r--r--");

        List<String> problems =
                fixture.problems().stream().map(ConfigProblem::toString).toList();

        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.stream().anyMatch(text -> text.contains("cluster.p12 (mode 0644")), problems::toString);
        assertTrue(
                problems.stream().anyMatch(text -> text.contains("cluster.password (mode 0604")), problems::toString);
        assertTrue(problems.stream().anyMatch(text -> text.contains("snmp (mode 0660")), problems::toString);
    }

    @Test
    void a_file_that_only_names_where_secrets_are_may_be_read_by_all() throws IOException {
        fixture.variable("PASSWORD", SECRET).file("awa.properties", PASSWORD + "=${env:PASSWORD}", "awa.node.name=a");
        mode(fixture.home().resolve("awa.properties"), "rw-rw-rw-");

        assertEquals(Optional.of(SECRET), fixture.load().security().password());
    }

    @Test
    void what_others_may_know_may_come_from_a_file_that_others_read() throws IOException {
        fixture.file("name", "db-1").option("awa.node.name", "${file:name}");
        mode(fixture.home().resolve("name"), "rw-r--r--");

        assertEquals("db-1", fixture.load().identity().name());
    }

    @Test
    void the_password_is_found_beside_the_keys_and_the_keys_in_their_directory() throws IOException {
        Files.createDirectories(fixture.home().resolve("keys"));
        fixture.file("keys/cluster.p12", "keys").file("keys/cluster.password", SECRET);
        mode(fixture.home().resolve("keys/cluster.p12"), "rw-------");
        mode(fixture.home().resolve("keys/cluster.password"), "rw-------");

        for (String place : List.of("keys", "keys/cluster.p12")) {
            var security = fixture.embedded()
                    .option("awa.security.keystore", place)
                    .load()
                    .security();
            assertEquals(Optional.of(fixture.home().resolve("keys/cluster.p12")), security.keystore());
            assertEquals(Optional.of(SECRET), security.password());
            assertFalse(security.toString().contains(SECRET));
        }
    }

    @Test
    void the_launcher_takes_no_secret_from_a_command_line() {
        fixture.systemProperty(PASSWORD, SECRET);

        ConfigProblem problem = fixture.onlyProblem();

        assertTrue(problem.message().contains("command line"), problem::message);
        assertFalse(problem.toString().contains(SECRET));
        assertEquals(Optional.of(SECRET), fixture.embedded().load().security().password());
    }

    /** Where a secret stands that is not where it belongs, or not as it should. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            awa.securty.keystore-pasword              | hunter2-hunter2-hunter2
            awa.snmp.users.m.password                 | hunter2-hunter2-hunter2
            awa.node.port                             | ${file:secret}
            awa.node.name                             | ${file:secret}
            awa.node.host                             | x-${env:SECRET}
            awa.voters.max                            | ${env:OTHER}
            awa.profile                               | ${sys:other}
            awa.node.port                             | ${file:lonely}
            awa.liveness.beat                         | ${env:LONELY}
            awa.security.insecure                     | ${sys:lonely}
            awa.security.keystore-password            | ${hunter2-hunter2-hunter2}
            awa.snmp.v2c.community                    | hunter2${hunter2-hunter2-hunter2
            awa.snmp.users.hunter2.priv-password      | ${awa.snmp.users.hunter2.priv-password}
            awa.node.lifetime                         | ${awa.snmp.users.s.auth-password}
            """)
    void a_secret_in_the_wrong_place_is_refused_without_being_shown(String key, String value) throws IOException {
        fixture.file("secret", SECRET)
                .file("lonely", LONELY)
                .variable("LONELY", LONELY)
                .systemProperty("lonely", LONELY)
                .variable("SECRET", SECRET)
                .variable("OTHER", "other-" + SECRET)
                .systemProperty("other", "other-" + SECRET)
                .option("awa.snmp.users.s.auth-password", "${file:secret}")
                .option(key, value);
        mode(fixture.home().resolve("secret"), "rw-------");

        List<ConfigProblem> problems = fixture.problems();

        assertFalse(problems.isEmpty() && !key.equals("awa.snmp.v2c.community"), "accepted");
        assertFalse(problems.toString().contains(SECRET), problems::toString);
        assertFalse(problems.toString().contains(LONELY), problems::toString);
    }

    @Test
    void a_line_that_cannot_be_understood_is_not_repeated() {
        fixture.file("awa.properties", "awa.node.name=a", PASSWORD + "=\\u" + SECRET);

        ConfigProblem problem = fixture.onlyProblem();

        assertTrue(problem.message().contains("after line 1"), problem::message);
        assertFalse(problem.toString().contains("hunt"), problem::toString);
    }

    @Test
    void the_files_of_init_are_found_in_the_working_directory_and_beside_a_named_one() throws IOException {
        fixture.file("node.properties", "awa.node.name=here")
                .file("cluster.properties", "awa.cluster=orders", PASSWORD + "=${file:cluster.password}")
                .file("cluster.password", SECRET);
        mode(fixture.home().resolve("cluster.password"), "rw-------");
        assertEquals("here", fixture.load().identity().name());
        assertEquals("orders", fixture.load().identity().cluster());

        Path other = Files.createDirectories(fixture.home().resolve("other"));
        fixture.file("other/node.properties", "awa.node.name=there", "awa.security.keystore=keys.p12")
                .file("other/cluster.properties", "awa.cluster=stock", PASSWORD + "=${file:cluster.password}")
                .file("other/cluster.password", "another-" + SECRET)
                .option("awa.config", "other/node.properties");
        mode(other.resolve("cluster.password"), "rw-------");
        AwaConfig named = fixture.load();
        assertEquals("there", named.identity().name());
        assertEquals("stock", named.identity().cluster());
        assertEquals(Optional.of("another-" + SECRET), named.security().password());
        assertEquals(Optional.of(other.resolve("keys.p12")), named.security().keystore());
    }

    @Test
    void one_setting_is_found_whatever_is_wrong_with_the_others() {
        fixture.file("awa.properties", "awa.data=/srv/awa", "awa.node.port=x", PASSWORD + "=${file:not-there}");

        assertEquals(Optional.of("/srv/awa"), fixture.find("awa.data"));
        assertEquals(Optional.empty(), fixture.find("awa.join"));
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
