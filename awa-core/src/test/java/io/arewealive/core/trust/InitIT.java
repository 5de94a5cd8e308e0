package io.arewealive.core.trust;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.Awa;
import io.arewealive.AwaBuilder;
import io.arewealive.StartException;
import io.arewealive.config.ConfigException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made by a real {@code keytool}. */
@Tag("A20")
class InitIT {

    @TempDir
    Path home;

    @Test
    void the_first_time_it_makes_both_parts_and_hides_what_is_secret() throws IOException {
        List<String> said = init("first", "--cluster", "orders", "--name", "db-1", "--host", "127.0.0.1");

        assertEquals(
                Map.of(
                        "node.properties", "rw-r--r--",
                        "cluster.properties", "rw-r--r--",
                        "cluster.p12", "rw-------",
                        "cluster.password", "rw-------",
                        "cluster.snmp-auth", "rw-------",
                        "cluster.snmp-priv", "rw-------"),
                modes("first"));
        assertEquals("orders", settings("first/cluster.properties").getProperty("awa.cluster"));
        assertEquals("db-1", settings("first/node.properties").getProperty("awa.node.name"));
        assertTrue(said.get(0).contains("cluster orders"), said::toString);

        KeyFile.Entry key = keys("first").keys().get(0);
        long days = Duration.between(key.begins(), key.ends()).toDays();
        assertTrue(days >= 3_653 && days < 3_660, () -> days + " days");
        assertEquals("EC", key.certificate().getPublicKey().getAlgorithm());
        List<String> secrets = List.of(text("first/cluster.password"), text("first/cluster.snmp-auth"));
        assertTrue(secrets.stream().allMatch(secret -> secret.length() >= 32));
        assertEquals(2, secrets.stream().distinct().count());
        assertTrue(secrets.stream().noneMatch(said.toString()::contains));
    }

    @Test
    void run_again_it_changes_nothing_and_says_so() throws IOException {
        init("again", "--name", "db-1");
        Map<String, String> before = contents("again");

        List<String> said = init("again");

        assertEquals(before, contents("again"));
        assertTrue(said.stream().allMatch(line -> line.startsWith("kept ")), said::toString);
        assertTrue(refusal("again", "--name", "db-2").getMessage().contains("is not overwritten"));
        assertTrue(refusal("again", "--cluster", "other").getMessage().contains("part of cluster awa, not other"));
        assertEquals(before, contents("again"));
    }

    @Test
    void others_take_the_part_of_the_cluster_and_make_their_own() throws IOException {
        init("one", "--cluster", "orders", "--name", "db-1");
        init("two", "--from", home.resolve("one").toString(), "--name", "db-2", "--join", "127.0.0.1:7801,[::1],db-3");

        Map<String, String> one = contents("one");
        Map<String, String> two = contents("two");
        ClusterPart.ALL.forEach(name -> assertEquals(one.get(name), two.get(name), name));
        assertEquals(modes("one"), modes("two"));
        assertEquals(
                "127.0.0.1:7801,[::1],db-3", settings("two/node.properties").getProperty("awa.join"));
        assertEquals("127.0.0.1", settings("two/node.properties").getProperty("awa.bind"));
        assertTrue(init("two", "--from", home.resolve("one").toString()).get(0).contains("it is the same"));

        init("foreign", "--name", "x");
        InitException refused = refusal("two", "--from", home.resolve("foreign").toString());
        assertTrue(refused.getMessage().contains("none in common"), refused::getMessage);
        assertEquals(two, contents("two"));
        assertEquals(
                65,
                refusal("three", "--from", home.resolve("nothing").toString()).exitCode());
    }

    @Test
    void a_part_of_the_files_is_refused_and_named() throws IOException {
        init("half", "--name", "db-1");
        Files.delete(home.resolve("half/cluster.password"));
        Map<String, String> before = contents("half");

        InitException refused = refusal("half");

        assertEquals(78, refused.exitCode());
        assertTrue(refused.getMessage().contains("missing: cluster.password"), refused::getMessage);
        assertEquals(before, contents("half"));
    }

    @Test
    void a_password_that_does_not_fit_is_told_without_showing_it() throws IOException {
        init("wrong", "--name", "db-1");
        Files.writeString(home.resolve("wrong/cluster.password"), "not-the-right-one\n");

        InitException refused = refusal("wrong");

        assertEquals(65, refused.exitCode());
        assertTrue(refused.getMessage().contains("the password does not fit"), refused::getMessage);
        assertFalse(refused.getMessage().contains("not-the-right-one"), refused::getMessage);
    }

    @Test
    @Tag("C12")
    void keys_change_in_three_stages_each_of_which_trusts_its_neighbours() throws IOException {
        init("renew", "--name", "db-1");
        var stages = new ArrayList<KeyFile>(List.of(keys("renew")));
        for (int stage = 1; stage <= 3; stage++) {
            String said = String.join("\n", init("renew", "--renew"));
            assertTrue(said.contains("stage " + stage + " of 3") && said.contains("next: copy"), said);
            stages.add(keys("renew"));
        }

        assertEquals(List.of("key-1"), presentedAndTrusted(stages.get(0)));
        assertEquals(List.of("key-1", "key-1", "key-2"), with(presented(stages.get(1)), trusted(stages.get(1))));
        assertEquals(List.of("key-2", "key-1", "key-2"), with(presented(stages.get(2)), trusted(stages.get(2))));
        assertEquals(List.of("key-2"), presentedAndTrusted(stages.get(3)));
        for (int stage = 1; stage <= 3; stage++) {
            assertTrue(trusted(stages.get(stage)).contains(presented(stages.get(stage - 1))), "stage " + stage);
            assertTrue(trusted(stages.get(stage - 1)).contains(presented(stages.get(stage))), "stage " + stage);
        }
        assertEquals("rw-------", modes("renew").get("cluster.p12"));
        assertEquals("rw-------", modes("renew").get("cluster.p12.previous"));
    }

    @Test
    @Tag("C12")
    void the_next_stage_is_taken_from_elsewhere_and_the_one_before_is_kept() throws IOException {
        init("a", "--name", "db-1");
        init("b", "--from", home.resolve("a").toString(), "--name", "db-2");
        String before = contents("b").get("cluster.p12");
        init("a", "--renew");

        List<String> said = init("b", "--from", home.resolve("a").toString());

        assertTrue(said.get(0).contains("took other keys"), said::toString);
        assertEquals(contents("a").get("cluster.p12"), contents("b").get("cluster.p12"));
        assertEquals(before, contents("b").get("cluster.p12.previous"));
    }

    @Test
    void what_is_typed_wrong_is_told() throws IOException {
        assertEquals(64, refusal("x", "--join", "db-1,").exitCode());
        assertEquals(64, refusal("x", "--port", "70000").exitCode());
        assertEquals(64, refusal("x", "--name", "a b").exitCode());
        assertEquals(64, refusal("x", "--renew", "--name", "a").exitCode());
        assertEquals(64, refusal("x", "--from").exitCode());
        assertEquals(64, refusal("x", "--nothing").exitCode());
        assertEquals(65, refusal("x", "--renew").exitCode());
        Files.writeString(home.resolve("file"), "");
        assertEquals(73, refusal("file").exitCode());
    }

    @Test
    void the_password_never_stands_on_a_command_line() throws IOException {
        Path tool = Files.createDirectories(home.resolve("jdk/bin")).resolve("keytool");
        Path real = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path seen = home.resolve("seen");
        Files.writeString(tool, "#!/bin/sh\necho \"$@\" >" + seen + "\nexec " + real + " \"$@\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));

        new KeyMaker(home.resolve("jdk")).make(home, "orders", "a-password-of-a-test");

        assertTrue(Files.readString(seen).contains("-storepass:env"));
        assertFalse(Files.readString(seen).contains("a-password-of-a-test"));
        InitException none = assertThrows(
                InitException.class, () -> new KeyMaker(home.resolve("no-jdk")).make(home, "orders", "a-password"));
        assertEquals(78, none.exitCode());
    }

    @Test
    void the_jar_alone_does_it_too() throws IOException, InterruptedException {
        var process = new ProcessBuilder(jar("--dir", "embedded", "--cluster", "orders"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertEquals(6, modes("embedded").size(), said);
        assertTrue(said.contains("made embedded/cluster.properties"), said);
    }

    @Test
    void a_service_that_embeds_it_names_the_directory() throws IOException {
        init("keys", "--cluster", "orders", "--name", "web-1", "--host", "127.0.0.1");
        AwaBuilder builder = Awa.builder()
                .cluster("orders")
                .name("web-1")
                .first()
                .data(home.resolve("data"))
                .keys(home.resolve("keys"));
        try (Awa awa = builder.start()) {
            assertTrue(awa.awaitJoined(Duration.ofSeconds(10)));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }

        Files.setPosixFilePermissions(
                home.resolve("keys/cluster.password"), PosixFilePermissions.fromString("rw-r--r--"));
        ConfigException refused = assertThrows(ConfigException.class, builder::start);
        assertTrue(refused.getMessage().contains("keys/cluster.password (mode 0644"), refused::getMessage);
    }

    @Test
    void keys_that_end_soon_or_cannot_be_opened_are_told() throws Exception {
        Path file = home.resolve("soon.p12");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=soon",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "long-enough")
                .redirectErrorStream(true)
                .start();
        assertTrue(tool.waitFor(60, TimeUnit.SECONDS));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AwaBuilder builder = Awa.builder()
                .name("web-1")
                .first()
                .data(home.resolve("soon"))
                .keys(file)
                .set("awa.security.keystore-password", "long-enough");

        try (Awa awa = builder.start()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> awa.status().problems().toString().contains("its keys are valid until "));
        }

        StartException refused = assertThrows(
                StartException.class,
                () -> builder.set("awa.security.keystore-password", "not-the-right-one")
                        .start());
        assertEquals(78, refused.reason().exitCode());
        assertFalse(refused.getMessage().contains("not-the-right-one"), refused::getMessage);
    }

    /** The jar if it is packed already, else what goes into it. */
    private static List<String> jar(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            Optional<Path> jar = files.filter(
                            file -> file.getFileName().toString().matches("awa-core-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst();
            if (jar.isPresent()) {
                command.addAll(List.of("-jar", jar.get().toAbsolutePath().toString()));
            } else {
                command.addAll(List.of(
                        "-cp", Path.of("target", "classes").toAbsolutePath().toString(), InitMain.class.getName()));
            }
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> init(String directory, String... options) {
        return Init.run(InitRequest.parse(
                Stream.concat(Stream.of("--dir", home.resolve(directory).toString()), Stream.of(options))
                        .toArray(String[]::new)));
    }

    private InitException refusal(String directory, String... options) {
        return assertThrows(InitException.class, () -> init(directory, options));
    }

    private KeyFile keys(String directory) {
        return new ClusterPart(home.resolve(directory)).keys();
    }

    private static String presented(KeyFile file) {
        return file.keys().get(0).alias();
    }

    private static List<String> trusted(KeyFile file) {
        return file.entries().stream().map(KeyFile.Entry::alias).sorted().toList();
    }

    private static List<String> presentedAndTrusted(KeyFile file) {
        assertEquals(List.of(presented(file)), trusted(file));
        return trusted(file);
    }

    private static List<String> with(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private String text(String file) throws IOException {
        return Files.readString(home.resolve(file)).strip();
    }

    private Properties settings(String file) throws IOException {
        var settings = new Properties();
        settings.load(new StringReader(text(file)));
        return settings;
    }

    private Map<String, String> modes(String directory) throws IOException {
        Map<String, String> modes = new HashMap<>();
        for (Path file : files(directory)) {
            modes.put(
                    file.getFileName().toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        return modes;
    }

    private Map<String, String> contents(String directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files(directory)) {
            contents.put(file.getFileName().toString(), java.util.Arrays.toString(Files.readAllBytes(file)));
        }
        return contents;
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(directory))) {
            return files.toList();
        }
    }
}
