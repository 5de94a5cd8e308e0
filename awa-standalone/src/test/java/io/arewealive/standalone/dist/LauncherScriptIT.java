package io.arewealive.standalone.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution as a user unpacks it. A stand-in for Java shows what the script would have run. */
class LauncherScriptIT {

    @TempDir
    Path work;

    private Path awa;
    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        Path tarball;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            tarball = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no tarball in target; run mvn package first"));
        }
        Files.createDirectories(work.resolve("place"));
        var unpacked = run(
                Map.of(),
                "tar",
                "xzf",
                tarball.toAbsolutePath().toString(),
                "-C",
                work.resolve("place").toString());
        assertEquals(0, unpacked.code(), unpacked.err());
        try (Stream<Path> files = Files.list(work.resolve("place"))) {
            home = files.findFirst().orElseThrow();
        }
        awa = home.resolve("bin/awa");
    }

    @Test
    void the_tarball_holds_bin_lib_conf_and_share() {
        assertAll(Stream.of("bin/awa", "lib/classes.list", "conf/awa.properties", "share", "LICENSE", "NOTICE")
                .map(name -> () -> assertTrue(Files.exists(home.resolve(name)), name)));
    }

    @Test
    void check_awa_has_the_version_of_the_tarball_and_nothing_else_of_it_is_changed() throws IOException {
        Path plugin = home.resolve("bin/check_awa");
        String version = home.getFileName().toString().replaceFirst("^awa-", "");

        assertEquals(
                "check_awa " + version + "\n",
                run(Map.of(), plugin.toString(), "-V").out());
        assertEquals(
                Files.readString(Path.of("src/dist/bin/check_awa")).replace("@project.version@", version),
                Files.readString(plugin));
    }

    @Test
    void the_process_id_of_the_script_becomes_the_jvms() throws IOException {
        var run = run(Map.of("JAVA_HOME", standIn("21.0.1"), "AWA_CDS", "off"), awa.toString(), "server");

        assertEquals("pid " + run.pid(), run.out().lines().findFirst().orElse(""));
    }

    @Test
    void arguments_reach_java_as_they_are() throws IOException {
        home = Files.move(home, work.resolve("a place"));
        awa = home.resolve("bin/awa");
        var run = run(
                Map.of("JAVA_HOME", standIn("17.0.9"), "AWA_CDS", "off", "AWA_JAVA_OPTS", "-Xmx1g  -Dx=*"),
                awa.toString(),
                "kv",
                "set",
                "a b",
                "$(x) *\"'");

        List<String> lines = run.out().lines().toList();
        assertEquals(List.of("kv", "set", "a b", "$(x) *\"'"), lines.subList(lines.size() - 4, lines.size()));
        assertTrue(lines.indexOf("-Xmx1g") > lines.indexOf("-Xmx256m"), "the user's options win");
        assertTrue(lines.contains("-Dx=*"));
        assertTrue(lines.contains("-Dawa.home=" + home.toRealPath()));
    }

    @Test
    void it_runs_through_symbolic_links_from_any_directory() throws IOException {
        Path elsewhere = Files.createDirectories(work.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("one"), awa);
        Files.createSymbolicLink(elsewhere.resolve("two"), Path.of("one"));

        var run = Run.of(elsewhere, Map.of("AWA_CDS", "off"), List.of("./two", "--help"));

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("awa"), run.out());
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_412", "11.0.2", "16.0.1"})
    void an_old_java_is_refused_with_what_to_do(String version) throws IOException {
        String jdk = standIn(version);

        var run = run(Map.of("JAVA_HOME", jdk), awa.toString());

        assertEquals(78, run.code());
        assertEquals(
                "awa: " + jdk + "/bin/java is Java " + version + "; AWA needs 17 or newer: set JAVA_HOME\n", run.err());
    }

    @Test
    void a_wrong_java_home_is_named() {
        var run = run(Map.of("JAVA_HOME", "/no/such/jdk"), awa.toString());

        assertEquals(78, run.code());
        assertTrue(run.err().contains("JAVA_HOME=/no/such/jdk"), run.err());
    }

    @Test
    void no_java_at_all_is_said() throws IOException {
        Path tools = Files.createDirectories(work.resolve("tools"));
        for (String tool : List.of("sh", "readlink")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin", tool));
        }

        var run = run(Map.of("JAVA_HOME", "", "PATH", tools.toString()), awa.toString());

        assertEquals(78, run.code());
        assertEquals("awa: no java found; install Java 17 or newer, or set JAVA_HOME\n", run.err());
    }

    @Test
    void the_first_start_makes_a_class_archive_in_the_background_and_the_next_uses_it() throws IOException {
        var first = run(Map.of(), awa.toString(), "--help");

        assertEquals(0, first.code(), first.err());
        await().atMost(Duration.ofSeconds(60)).until(() -> archives().size() == 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> strays().isEmpty());
        Path loaded = work.resolve("loaded");
        var next = run(Map.of("AWA_JAVA_OPTS", logOfLoadedClasses(loaded)), awa.toString(), "--help");
        assertEquals(new Run(next.pid(), 0, first.out(), ""), next);
        try (Stream<String> lines = Files.lines(loaded)) {
            assertTrue(
                    lines.anyMatch(
                            line -> line.contains("io.arewealive.standalone.Main ") && line.contains("shared objects")),
                    "the launcher comes from the archive");
        }
    }

    @Test
    @Tag("long")
    void a_damaged_archive_neither_breaks_a_start_nor_shows() throws IOException {
        run(Map.of("AWA_CDS", "now"), awa.toString(), "--help");
        byte[] noise = new byte[(int) Files.size(archives().get(0))];
        Arrays.fill(noise, (byte) 0x5a);
        Files.write(archives().get(0), noise);

        var run = run(Map.of(), awa.toString(), "--help");

        assertEquals(0, run.code());
        assertEquals("", run.err());
    }

    @Test
    @Tag("long")
    void an_archive_made_elsewhere_is_made_again() throws IOException {
        run(Map.of("AWA_CDS", "now"), awa.toString(), "--help");
        Path moved = work.resolve("moved");
        Files.move(home, moved);
        home = moved;

        var run = run(Map.of("AWA_CDS", "now"), moved.resolve("bin/awa").toString(), "--help");

        assertEquals(0, run.code(), run.err());
        assertEquals(
                moved.toRealPath().toString(),
                Files.readString(Path.of(archives().get(0) + ".home")).strip());
    }

    @Test
    void no_archive_is_made_when_it_is_switched_off() throws IOException {
        run(Map.of("AWA_CDS", "off"), awa.toString(), "--help");

        assertTrue(archives().isEmpty());
        assertFalse(Files.exists(home.resolve("lib/awa.lock")));
    }

    private Run run(Map<String, String> environment, String... command) {
        return Run.of(work, environment, List.of(command));
    }

    private List<Path> archives() throws IOException {
        return libEndingWith(".jsa.home").stream()
                .map(file -> Path.of(file.toString().replaceFirst("\\.home$", "")))
                .toList();
    }

    private List<Path> strays() throws IOException {
        return libEndingWith(".lock");
    }

    private List<Path> libEndingWith(String end) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static String logOfLoadedClasses(Path file) {
        return "-Xlog:class+load:file=" + file;
    }

    /** A JDK whose java prints its process id and its arguments. */
    private String standIn(String version) throws IOException {
        Path jdk = Files.createDirectories(work.resolve("jdk"));
        Files.writeString(
                jdk.resolve("release"),
                "JAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\n".formatted(version, version));
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho pid $$\nprintf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        return jdk.toString();
    }
}
