package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person meets who starts a server on a terminal and has not said how it begins. */
@Tag("A4")
class PromptIT {

    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String FIRST = "Is this the first node of a new cluster? [y/N] ";
    private static final String HOST = "Host of a node of the cluster that runs: ";

    @TempDir
    private Path home;

    private Box box;
    private Box other;

    @BeforeEach
    void prepare() {
        box = new Box(home, "db-1");
        other = new Box(home, "db-2");
    }

    @AfterEach
    void close() {
        other.close();
        box.close();
    }

    @Test
    void whoever_answers_yes_founds_a_cluster_and_the_next_one_joins_it() throws Exception {
        try (var screen = new Screen(box)) {
            screen.await(FIRST).type("maybe\n").await("Please answer y or n.").type("y\n");
            screen.await("node db-1 of cluster awa serves at " + box.address());

            try (var second = new Screen(other)) {
                second.await(FIRST).type("\n").await(HOST).type("\n").await("Please name a host");
                second.type(box.address() + "\n").await("node db-2 of cluster awa serves at");
                await().atMost(Box.LONGEST)
                        .until(() -> box.status().getJsonObject("summary").getInt("online") == 2);

                assertEquals(0, second.type(CTRL_C).awaitEnd(), second::text);
            }
        }
    }

    @Test
    void whoever_gives_up_leaves_nothing_behind() throws Exception {
        try (var interrupted = new Screen(box);
                var ended = new Screen(other)) {
            assertEquals(130, interrupted.await(FIRST).type(CTRL_C).awaitEnd(), interrupted::text);
            assertTrue(interrupted.text().endsWith("\n"), interrupted::text);

            assertEquals(64, ended.await(FIRST).type(CTRL_D).awaitEnd(), ended::text);
            String said = ended.text().replace("\r", "");
            assertTrue(said.contains("data in " + other.data() + " yet\n"), said);
            assertTrue(said.contains("\nawa: no usable answer; start with --first, or with --join"), said);
            assertFalse(Files.exists(box.data()) || Files.exists(other.data()), "a data directory was made");
        }
    }

    /** A pseudo-terminal with the launcher on it; that signals may be ignored where the tests run does not count there. */
    private static final class Screen implements AutoCloseable {

        private final Path shown;
        private final Process process;

        Screen(Box box) throws IOException {
            shown = box.directory().resolve("screen");
            // "exec", for some shells would stay between and end of the signal themselves
            String command = Launcher.command("server").stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" ", "exec ", ""));
            process = Launcher.builder(
                            box.directory(),
                            List.of(
                                    "env",
                                    "--default-signal=INT",
                                    "script",
                                    "--quiet",
                                    "--flush",
                                    "--return",
                                    "--command",
                                    command,
                                    "/dev/null"))
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectErrorStream(true)
                    .redirectOutput(shown.toFile())
                    .start();
        }

        Screen await(String text) {
            org.awaitility.Awaitility.await(text).atMost(Box.LONGEST).until(() -> {
                if (!process.isAlive() && !text().contains(text)) {
                    throw new AssertionError("ended without \"" + text + "\": " + text());
                }
                return text().contains(text);
            });
            return this;
        }

        Screen type(String keys) throws IOException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return this;
        }

        int awaitEnd() throws InterruptedException {
            assertTrue(process.waitFor(Box.LONGEST.toMillis(), TimeUnit.MILLISECONDS), this::text);
            return process.exitValue();
        }

        String text() {
            try {
                return Files.readString(shown);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
