package io.arewealive.standalone.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.RemoteAwa;
import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.jmx.RemoteServer;
import io.arewealive.kv.Consistency;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import io.arewealive.standalone.control.Server;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The key-value store of three servers as its users have it: by command, by JMX and from Java. All three are back after each test. */
@TestInstance(Lifecycle.PER_CLASS)
class KeyValueIT {

    private static final int CALLERS = 20;
    private static final Duration SOON = Duration.ofSeconds(10);

    private Cluster cluster;
    private Path home;

    @BeforeAll
    void start(@TempDir Path directory) {
        home = directory;
        cluster = Cluster.of(directory, 3);
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Tag("R1")
    @Tag("R5")
    @Tag("R6")
    @Tag("R7")
    void every_verb_does_its_work_and_every_answer_has_its_code() {
        says(0, 1, "kv", "set", "app/db/primary", "db-1");
        assertEquals("db-1\n", says(0, 2, "kv", "get", "app/db/primary").out());
        assertEquals("db-1\n", says(0, 3, "kv", "get", "app/db/primary").out());
        assertEquals("db/\n", says(0, 2, "kv", "list", "app").out());

        says(5, 2, "kv", "if", "app/db/primary", "=", "db-1", "set", "db-1");
        says(6, 2, "kv", "if", "app/db/primary", "=", "db-2", "set", "db-3");
        says(7, 2, "kv", "if", "app/none", "=", "db-2", "set", "db-3");
        says(0, 2, "kv", "if", "app/db/primary", "!=", "db-2", "set", "9");
        says(0, 2, "kv", "if", "app/db/primary", "-lt", "10", "set", "10");
        says(6, 3, "kv", "cas", "app/db/primary", "9", "11");
        says(6, 3, "kv", "cas", "app/db/primary", "--absent", "11");
        says(0, 3, "kv", "cas", "app/db/primary", "10", "11");

        says(8, 3, "kv", "list", "app/none");
        says(9, 3, "kv", "get", "app/none");
        says(9, 3, "kv", "cas", "app/none", "a", "b");
        says(9, 3, "kv", "unset", "app/none");
        says(64, 3, "kv", "set", "app/../etc", "x");
        says(0, 3, "kv", "unset", "app/db/primary");
        says(8, 1, "kv", "list", "app");
    }

    @Test
    void what_is_bound_to_a_lease_goes_with_it() {
        String lease = says(0, 1, "kv", "lease", "grant", "60s").out().strip();
        says(0, 2, "kv", "set", "bound", "v", "--lease", lease);
        says(0, 3, "kv", "lease", "renew", lease);
        assertTrue(says(0, 1, "kv", "lease", "list").out().contains(lease));
        says(0, 3, "kv", "lease", "revoke", lease);
        says(9, 2, "kv", "get", "bound");
        says(1, 2, "kv", "lease", "renew", lease);
        String next = says(0, 1, "kv", "lease", "grant", "1s").out().strip();
        assertTrue(Long.parseLong(next) > Long.parseLong(lease), next);
        says(0, 1, "kv", "set", "brief", "v", "--lease", next);
        await("the lease runs out").atMost(SOON).until(() -> get(2, "brief").isEmpty());
    }

    @Test
    @Tag("R12")
    void a_write_that_is_repeated_under_its_id_is_done_once() {
        String id = CommandId.random().toString();
        JsonObject first = json(says(0, 1, "kv", "set", "once", "v", "--id", id, "--json"));
        JsonObject again = json(says(0, 3, "kv", "set", "once", "v", "--id", id, "--json"));

        assertFalse(first.getBoolean("already"));
        assertTrue(again.getBoolean("already"));
        assertEquals(first.getInt("revision"), again.getInt("revision"));
        assertEquals(id, again.getString("commandId"));
        says(0, 2, "changes", "--id", id);
    }

    @Test
    @Tag("R8")
    void what_would_be_run_or_split_by_a_shell_arrives_as_it_was_typed() {
        List<String> hostile = List.of(
                "$(touch pwned) `touch pwned`; touch pwned",
                "it's \"quoted\" \\n \\ %s {} *",
                " spaced\tand\nbroken\r\n",
                "gr\u00fc\u00df dich \ud83d\ude00 \u202e",
                "",
                "-1",
                "@/etc/hostname");
        for (int i = 0; i < hostile.size(); i++) {
            says(0, 1, "kv", "set", "hostile/" + i, hostile.get(i));
            assertArrayEquals(
                    hostile.get(i).getBytes(UTF_8),
                    get(2, "hostile/" + i).orElseThrow().value().bytes());
        }
        says(0, 1, "kv", "set", "hostile/option", "--", "--json");
        assertEquals("--json\n", says(0, 2, "kv", "get", "hostile/option").out());
        assertEquals(hostile.get(2) + "\n", says(0, 3, "kv", "get", "hostile/2").out());
        assertFalse(Files.exists(cluster.box(1).directory().resolve("pwned")));
    }

    @Test
    @Tag("R8")
    void a_file_of_a_mebibyte_and_a_language_of_nobody_change_nothing() throws Exception {
        byte[] bytes = new byte[KvValue.MAX_BYTES];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(home.resolve("large"), bytes);
        says(0, 1, "kv", "set", "large", "--file", file.toString());
        assertArrayEquals(bytes, raw(Map.of(), 2, "kv", "get", "large", "--raw"));
        Files.write(file, new byte[KvValue.MAX_BYTES + 1]);
        says(65, 1, "kv", "set", "large", "--file", file.toString());
        assertArrayEquals(bytes, raw(Map.of(), 3, "kv", "get", "large", "--local", "--raw"));
        says(0, 1, "kv", "unset", "large");

        raw(Map.of("LC_ALL", "C"), 1, "kv", "set", "gr\u00fc\u00df", "\u00fc\ud83d\ude00");
        assertEquals(
                "\u00fc\ud83d\ude00",
                get(2, "gr\u00fc\u00df").orElseThrow().value().text());
        assertEquals(
                "\u00fc\ud83d\ude00\n",
                new String(raw(Map.of("LC_ALL", "C"), 2, "kv", "get", "gr\u00fc\u00df"), UTF_8));
    }

    @Test
    @Tag("R5")
    void of_20_callers_at_once_one_wins_and_each_other_learns_why_not() throws Exception {
        try (Server server = cluster.box(1).connect()) {
            server.keyValue().set("owner", KvValue.of("free"));
            server.keyValue().set("same", KvValue.of("free"));
        }
        var free = KvValue.of("free");

        List<KvOutcome> owners =
                atOnce(caller -> new KvWrite.SetIf("owner", Operator.EQUAL, free, KvValue.of("caller-" + caller), 0));
        List<KvOutcome> same =
                atOnce(caller -> new KvWrite.SetIf("same", Operator.EQUAL, free, KvValue.of("taken"), 0));
        List<KvOutcome> missing =
                atOnce(caller -> new KvWrite.SetIf("missing", Operator.EQUAL, free, KvValue.of("taken"), 0));

        assertEquals(List.of(1L, CALLERS - 1L), count(owners, Done.class, KvOutcome.NoMatch.class), owners::toString);
        int winner = IntStream.range(0, CALLERS)
                .filter(caller -> owners.get(caller) instanceof Done)
                .findFirst()
                .orElseThrow();
        assertEquals("caller-" + winner, get(3, "owner").orElseThrow().value().text());
        assertEquals(List.of(1L, CALLERS - 1L), count(same, Done.class, KvOutcome.AlreadySet.class), same::toString);
        assertEquals(List.of(0L, (long) CALLERS), count(missing, Done.class, KvOutcome.KeyMissing.class));
    }

    @Test
    void who_may_only_look_reads_and_watches_and_writes_nothing() throws Exception {
        says(0, 1, "kv", "set", "looked/at", "v");
        try (RemoteAwa monitor = RemoteAwa.connect(List.of(access(2, "monitor")), SOON)) {
            KeyValue pairs = monitor.keyValue();

            assertInstanceOf(Reading.Found.class, pairs.get("looked/at"));
            assertInstanceOf(Reading.Found.class, pairs.get("looked/at", Consistency.LOCAL, SOON));
            assertInstanceOf(KvChanges.Changes.class, pairs.changes("looked", 0, 10, Duration.ZERO));
            assertTrue(pairs.stats().keys() > 0);
            var refused = assertThrows(RemoteAwaException.class, () -> pairs.set("looked/at", KvValue.of("w")));
            assertEquals(RemoteAwaException.Reason.NOT_ALLOWED, refused.reason());
            assertThrows(RemoteAwaException.class, () -> pairs.grant(Duration.ofSeconds(30)));
        }
        Path group = Files.createDirectories(home.resolve("group/run")); // what somebody of the server's group can read
        for (String file : List.of("control.properties", "monitor.properties")) {
            Files.copy(cluster.box(2).data().resolve("run").resolve(file), group.resolve(file));
        }
        String data = group.getParent().toString();
        assertEquals("v\n", says(0, 2, "kv", "get", "looked/at", "--data", data).out());
        Box.Result refused = says(77, 2, "kv", "set", "looked/at", "w", "--data", data);
        assertEquals(1, refused.err().lines().count(), refused::toString);
        assertEquals("v", get(2, "looked/at").orElseThrow().value().text());
    }

    @Test
    @Tag("R12")
    void two_watchers_go_on_over_a_killed_server_without_a_gap() throws Exception {
        var seen = new CopyOnWriteArrayList<Long>();
        List<Long> done = new ArrayList<>();
        long since;
        try (Server server = cluster.box(2).connect()) {
            since = server.keyValue().stats().revision();
        }
        Path printed = home.resolve("watched");
        Process command = Launcher.builder(
                        cluster.box(1).directory(),
                        Launcher.command("kv", "watch", "watched/", "--since", Long.toString(since), "--json"))
                .redirectOutput(printed.toFile())
                .redirectError(home.resolve("watched.err").toFile())
                .start();
        try (RemoteAwa watching = RemoteAwa.connect(List.of(access(1, "monitor"), access(3, "monitor")), SOON);
                var watch = watching.keyValue().watch("watched/", since, new Noting(seen))) {
            write(done, 3);
            await("the first changes").atMost(Box.LONGEST).until(() -> seen.equals(done) && lines(printed) == 3);

            cluster.box(1).kill9();
            write(done, 3);
            await("the watch has moved").atMost(Box.LONGEST).until(() -> seen.equals(done));

            cluster.restore();
            write(done, 1);
            await("the command goes on").atMost(Box.LONGEST).until(() -> lines(printed) == done.size());
            await("the watch goes on").atMost(SOON).until(() -> seen.equals(done));
            assertEquals(done.get(done.size() - 1), watch.revision());
        } finally {
            command.destroyForcibly().waitFor();
        }
        assertEquals(
                done,
                Files.readAllLines(printed).stream()
                        .map(line -> Json.createReader(new StringReader(line)).readObject())
                        .map(change -> change.getJsonNumber("revision").longValue())
                        .toList());
    }

    @Test
    @Tag("R1")
    @Tag("R6")
    void without_a_majority_nothing_is_written_and_only_the_local_copy_is_read() {
        says(0, 1, "kv", "set", "majority", "there");
        Box left = cluster.box(1);
        cluster.box(2).kill9();
        cluster.box(3).kill9();
        await("it knows").atMost(Box.LONGEST).until(() -> !left.status().getBoolean("quorum"));

        Box.Result written = says(106, 1, "kv", "set", "majority", "gone");
        assertTrue(written.err().contains("nothing was written"), written::toString);
        says(106, 1, "kv", "unset", "majority");
        says(106, 1, "kv", "get", "majority", "--timeout", "2");
        says(106, 1, "kv", "list", "--timeout", "2");
        Box.Result local = says(0, 1, "kv", "get", "majority", "--local");
        assertEquals("there\n", local.out());
        assertTrue(
                local.err().matches("(?s)awa: local copy of db-1 at revision \\d+, last known .* ago\\n"), local.err());
        left.kill9();
        says(69, 1, "kv", "get", "majority", "--local");

        cluster.restore();
        assertEquals("there\n", says(0, 2, "kv", "get", "majority").out());
    }

    @Test
    @Tag("R6")
    @Tag("R12")
    void a_write_whose_end_is_not_seen_is_unknown_and_done_once_when_it_is_repeated() throws Exception {
        String name = cluster.box(1).status().getString("leader");
        Box leader = box(name);
        List<Box> others = cluster.boxes().stream().filter(box -> box != leader).toList();
        var id = CommandId.random();
        var write = new KvWrite.Set("unseen", KvValue.of("v"), 0);
        KvOutcome outcome;
        try (Server server = leader.connect()) {
            for (Box other : others) {
                other.signal("STOP");
            }
            outcome = server.keyValue().write(id, write, Duration.ofMillis(300));
        } finally {
            for (Box other : others) {
                other.signal("CONT");
            }
        }
        cluster.awaitAllOnline();

        assertInstanceOf(KvOutcome.Unknown.class, outcome);
        int box = cluster.boxes().indexOf(others.get(0)) + 1;
        says(0, box, "kv", "set", "unseen", "v", "--id", id.toString());
        says(0, box, "changes", "--id", id.toString());
        try (Server server = others.get(1).connect()) {
            var changes = assertInstanceOf(
                    KvChanges.Changes.class, server.keyValue().changes("unseen", 0, 10, Duration.ZERO));
            await().atMost(SOON).until(() -> get(box, "unseen").isPresent());
            assertTrue(changes.changes().size() <= 1, changes::toString);
        }
    }

    /** The command starts in less time than it takes to notice that the others hang; if it does not, it is told that nothing was written. */
    @Test
    @Tag("R6")
    void a_write_that_the_others_do_not_answer_ends_with_124_and_its_id() throws Exception {
        Box.Result written = null;
        for (int attempt = 0; attempt < 5 && (written == null || written.code() != 124); attempt++) {
            String name = cluster.box(1).status().getString("leader");
            List<Box> others = cluster.boxes().stream()
                    .filter(box -> !box.name().equals(name))
                    .toList();
            int leader = cluster.boxes().indexOf(box(name)) + 1;
            for (Box other : others) {
                other.signal("STOP");
            }
            try {
                written = cluster.box(leader).awa("kv", "set", "unanswered", "v", "--timeout", "1");
            } finally {
                for (Box other : others) {
                    other.signal("CONT");
                }
            }
            cluster.awaitAllOnline();
            assertTrue(written.code() == 124 || written.code() == 106, written::toString);
        }
        assertEquals(124, written.code(), written::toString);
        var id = Pattern.compile("awa changes --id ([0-9a-f-]{36})").matcher(written.err());
        assertTrue(id.find(), written::toString);
        String commandId = id.group(1);
        says(0, 1, "kv", "set", "unanswered", "v", "--id", commandId);
        says(0, 2, "changes", "--id", commandId);
    }

    private Box box(String name) {
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void write(List<Long> done, int count) {
        try (Server server = cluster.box(2).connect()) {
            for (int i = 0; i < count; i++) {
                var id = CommandId.random();
                var write = new KvWrite.Set("watched/" + done.size(), KvValue.of("v"), 0);
                await("a write")
                        .atMost(Box.LONGEST)
                        .until(() -> server.keyValue().write(id, write, SOON) instanceof Done);
                var outcome = assertInstanceOf(Done.class, server.keyValue().write(id, write, SOON));
                done.add(outcome.revision());
                server.keyValue().set("other", KvValue.of("v"));
            }
        }
    }

    private List<KvOutcome> atOnce(IntFunction<KvWrite> writes) throws Exception {
        var threads = Executors.newFixedThreadPool(CALLERS);
        var ready = new CountDownLatch(CALLERS);
        try {
            List<Future<KvOutcome>> outcomes = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> threads.submit(() -> {
                        try (Server server = cluster.box(1 + caller % 3).connect()) {
                            ready.countDown();
                            ready.await();
                            return server.keyValue().write(CommandId.random(), writes.apply(caller), Box.LONGEST);
                        }
                    }))
                    .toList();
            List<KvOutcome> all = new ArrayList<>();
            for (Future<KvOutcome> outcome : outcomes) {
                all.add(outcome.get(Box.LONGEST.toSeconds(), TimeUnit.SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> count(List<KvOutcome> outcomes, Class<?> won, Class<?> lost) {
        return List.of(
                outcomes.stream().filter(won::isInstance).count(),
                outcomes.stream().filter(lost::isInstance).count());
    }

    private Box.Result says(int code, int box, String... arguments) {
        Box.Result result = cluster.box(box).awa(arguments);
        assertEquals(code, result.code(), () -> List.of(arguments) + ": " + result);
        return result;
    }

    private Optional<KvEntry> get(int box, String key) {
        try (Server server = cluster.box(box).connect()) {
            Reading<Optional<KvEntry>> reading = server.keyValue().get(key);
            return reading instanceof Reading.Found<Optional<KvEntry>> found ? found.value() : Optional.empty();
        }
    }

    private byte[] raw(Map<String, String> environment, int box, String... arguments) throws Exception {
        Path out = home.resolve("raw");
        var builder = Launcher.builder(cluster.box(box).directory(), Launcher.command(arguments));
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(Box.LONGEST.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> List.of(arguments).toString());
        return Files.readAllBytes(out);
    }

    private Supplier<RemoteServer> access(int box, String role) {
        return () -> {
            var access = new Properties();
            try (var reader = Files.newBufferedReader(cluster.box(box).data().resolve("run/" + role + ".properties"))) {
                access.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new RemoteServer(
                    access.getProperty("url"), access.getProperty("user"), access.getProperty("password"));
        };
    }

    private static JsonObject json(Box.Result result) {
        return Json.createReader(new StringReader(result.out())).readObject();
    }

    private static long lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    /** Notes the revisions, in their order. */
    private record Noting(List<Long> seen) implements KvListener {
        @Override
        public void changed(KvChange change) {
            seen.add(change.revision());
        }

        @Override
        public void lost(long after, long resumed) {
            seen.add(-resumed);
        }
    }
}
