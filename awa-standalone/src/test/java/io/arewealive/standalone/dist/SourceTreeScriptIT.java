package io.arewealive.standalone.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the sources, on a small tree, with a stand-in for Maven that counts its builds. */
class SourceTreeScriptIT {

    @TempDir
    Path tree;

    private Path source;
    private Path tools;

    @BeforeEach
    void plant() throws IOException {
        Files.copy(Path.of("../awa"), tree.resolve("awa"));
        assertTrue(tree.resolve("awa").toFile().setExecutable(true));
        Files.createDirectories(tree.resolve(".mvn"));
        Files.writeString(tree.resolve("pom.xml"), "<project/>");
        source = Files.createDirectories(tree.resolve("awa-core/src/main")).resolve("A.java");
        Files.writeString(source, "class A {}");
        Files.createDirectories(tree.resolve("awa-standalone/src"));
        age();
        tools = Files.createDirectories(tree.resolve("tools"));
        maven("""
                sleep 0.3
                echo built >>builds
                mkdir -p awa-standalone/target/awa/bin
                printf '#!/bin/sh\\necho "ran $*"\\n' >awa-standalone/target/awa/bin/awa
                chmod +x awa-standalone/target/awa/bin/awa
                """);
    }

    @Test
    void it_builds_a_missing_launcher_once_and_says_so_in_one_line() throws IOException {
        var first = awa("status", "--json");
        var second = awa("status");

        assertEquals("ran status --json\n", first.out());
        assertEquals(1, first.err().lines().count(), first.err());
        assertEquals(new Run(second.pid(), 0, "ran status\n", ""), second);
        assertEquals(1, builds());
    }

    @Test
    void it_builds_again_when_a_source_a_pom_or_the_list_of_sources_changed() throws IOException {
        awa();

        touch(source);
        awa();
        touch(tree.resolve("pom.xml"));
        awa();
        Files.writeString(source.resolveSibling("B.java"), "class B {}");
        touch(source.getParent());
        awa();

        assertEquals(4, builds());
    }

    @Test
    void a_changed_test_is_no_reason_to_build() throws IOException {
        Path test = Files.createDirectories(tree.resolve("awa-core/src/test")).resolve("ATest.java");
        Files.writeString(test, "class ATest {}");
        age();
        awa();

        touch(test);
        awa();

        assertEquals(1, builds());
    }

    @Test
    void calls_at_the_same_time_share_one_build() throws IOException {
        var calls = Stream.generate(() -> CompletableFuture.supplyAsync(() -> awa("x")))
                .limit(4)
                .toList();

        calls.forEach(call -> assertEquals("ran x\n", call.join().out()));
        assertEquals(1, builds());
    }

    @Test
    void a_failed_build_shows_its_output_and_runs_nothing() throws IOException {
        maven("echo 'cannot compile A'\nexit 1\n");

        var run = awa();

        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains("cannot compile A"), run.err());
        assertTrue(run.err().contains("build.log"), run.err());
    }

    private Run awa(String... arguments) {
        var command = Stream.concat(Stream.of(tree.resolve("awa").toString()), Stream.of(arguments));
        return Run.of(Path.of("."), Map.of("PATH", tools + ":" + System.getenv("PATH")), command.toList());
    }

    private void maven(String script) throws IOException {
        Path maven = tools.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\n" + script);
        assertTrue(maven.toFile().setExecutable(true));
    }

    private int builds() throws IOException {
        return Files.readAllLines(tree.resolve("builds")).size();
    }

    /** Everything planted so far is older than any build to come. */
    private void age() throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : List.copyOf(files.toList())) {
                Files.setLastModifiedTime(file, FileTime.from(past()));
            }
        }
    }

    private void touch(Path file) throws IOException {
        Path stamp = tree.resolve("awa-standalone/target/awa/.built");
        Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(stamp).toInstant().plus(Duration.ofMillis(20))));
    }

    private static Instant past() {
        return Instant.parse("2020-01-01T00:00:00Z");
    }
}
