package io.arewealive.standalone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.proof.Launcher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers started by hand in three directories with {@code cluster_info.json}, answering the questions on a terminal. */
class SeedIT {

    @TempDir
    Path home;

    private final List<Person> persons = new ArrayList<>();

    @AfterEach
    void close() {
        persons.forEach(Person::close);
    }

    @Test
    @Tag("A2")
    @Tag("A4")
    void three_servers_form_a_cluster_by_their_prompts() throws Exception {
        int port = AwaProcess.freePort();
        Person first = starts("one", "\"" + port + "\"");
        first.reads("first node of a new cluster? [y/N]");
        first.types("y");
        first.reads(" serves at ");

        for (String name : List.of("two", "three")) {
            Person other = starts(name, Integer.toString(AwaProcess.freePort()));
            other.reads("first node of a new cluster? [y/N]");
            other.types("n");
            other.reads("Host of a node of the cluster that runs:");
            other.types("127.0.0.1");
            other.reads("Its port [7800]:");
            other.types(Integer.toString(port));
            other.reads(" serves at ");
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        AwaProcess.run(home.resolve("three"), "status").out().contains("3 of 3 online"));
        var table = AwaProcess.run(home.resolve("two"), "status");
        assertEquals(0, table.code(), table.out());
        for (String name : List.of("one", "two", "three")) {
            assertTrue(table.out().lines().anyMatch(line -> line.startsWith(name + " ") && line.contains("Online")));
        }
    }

    private Person starts(String name, String port) throws IOException {
        Path directory = Files.createDirectory(home.resolve(name));
        Files.writeString(
                directory.resolve("cluster_info.json"),
                "{\n  \"my_name\": \"" + name + "\",\n  \"my_host\": \"127.0.0.1\",\n  \"my_port\": " + port + "\n}\n");
        var person = new Person(directory);
        persons.add(person);
        return person;
    }

    /** A person at a terminal: {@code script} makes one. */
    private static final class Person implements AutoCloseable {

        private final Path directory;
        private final Path screen;
        private final Process process;
        private final OutputStream keyboard;
        private int read;

        Person(Path directory) throws IOException {
            this.directory = directory;
            this.screen = directory.resolve("screen.txt");
            String command = Launcher.command("server").stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" "));
            var builder = new ProcessBuilder("script", "-qefc", "exec " + command, "/dev/null")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWA_"));
            builder.environment().put("TERM", "xterm");
            process = builder.start();
            keyboard = process.getOutputStream();
        }

        void reads(String text) {
            await(directory.getFileName() + " reads: " + text)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        int at = Files.readString(screen).indexOf(text, read);
                        if (at >= 0) {
                            read = at + text.length();
                        }
                        return at >= 0;
                    });
        }

        void types(String line) throws IOException {
            keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        /** Ends the server, which knows its own process id, and then the terminal. */
        @Override
        public void close() {
            try (var reader = Files.newBufferedReader(directory.resolve("data/run/control.properties"))) {
                var control = new Properties();
                control.load(reader);
                ProcessHandle.of(Long.parseLong(control.getProperty("pid"))).ifPresent(ProcessHandle::destroyForcibly);
            } catch (IOException e) {
                // It never got that far.
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
