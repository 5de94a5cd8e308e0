package io.arewealive.standalone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.AwaProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir
    Path home;

    private Path temporary;

    @BeforeEach
    void setUp() throws IOException {
        temporary = Files.createDirectory(home.resolve("tmp"));
    }

    @Test
    void once_it_shows_three_online_one_offline_and_three_online_again() throws IOException {
        try (var demo = demo(List.of(), "--once")) {
            Result result = demo.awaitEnd();

            assertEquals(0, result.code(), result.err());
            List<String> words = result.out()
                    .lines()
                    .filter(line -> line.startsWith("db-"))
                    .map(line -> line.contains(" Online ") ? "Online" : line.contains(" Offline ") ? "Offline" : line)
                    .toList();
            assertEquals(
                    List.of("Online", "Online", "Online", "Online", "Online", "Offline", "Online", "Online", "Online"),
                    words,
                    result.out());
            nothing_is_left(List.of());
        }
    }

    @Test
    void an_interrupt_leaves_nothing_behind() throws Exception {
        try (var demo = demo(List.of(), "--once")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> demo.children().size() == 3);
            List<ProcessHandle> servers = demo.children();

            demo.signal("INT");

            assertEquals(130, demo.awaitEnd().code());
            nothing_is_left(servers);
        }
    }

    @Test
    void the_servers_end_when_the_demo_is_killed() throws Exception {
        try (var demo = demo(List.of(), "--once")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> demo.children().size() == 3);
            List<ProcessHandle> servers = demo.children();

            demo.kill();

            await().atMost(Duration.ofSeconds(20)).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void servers_that_do_not_start_make_it_fail_with_their_last_words() throws IOException {
        Path script = Files.createDirectories(home.resolve("broken/bin")).resolve("awa");
        Files.writeString(script, "#!/bin/sh\necho no room on this disk\nexit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var demo = demo(List.of("-Dawa.home=" + home.resolve("broken")), "--once")) {
            Result result = demo.awaitEnd();

            assertEquals(1, result.code());
            assertTrue(result.err().contains("db-1 ended while waiting for"), result.err());
            assertTrue(result.err().contains("no room on this disk"), result.err());
            nothing_is_left(List.of());
        }
    }

    private AwaProcess demo(List<String> javaOptions, String... options) {
        var java = Stream.concat(Stream.of("-Djava.io.tmpdir=" + temporary), javaOptions.stream())
                .toList();
        return AwaProcess.start(
                home,
                Map.of("AWA_NODE_NAME", "not-for-the-demo"),
                java,
                Stream.concat(Stream.of("demo"), Stream.of(options)).toArray(String[]::new));
    }

    private void nothing_is_left(List<ProcessHandle> servers) throws IOException {
        assertEquals(List.of(), servers.stream().filter(ProcessHandle::isAlive).toList());
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
