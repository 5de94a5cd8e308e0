package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.proof.Operation;
import io.arewealive.proof.OperationLine;
import io.arewealive.standalone.proof.NamespaceClient.Attempt;
import io.arewealive.standalone.proof.NamespaceClient.Seen;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Hosts with a server n1, n2, … each, that have the keys of one cluster, and on each somebody who edits and somebody who watches all the time. */
final class Hosts implements AutoCloseable {

    private static final Duration HEALED = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path home;
    private final int count;
    private final Namespaces network;
    private final List<Process> servers = new ArrayList<>();
    private final List<Process> clients = new ArrayList<>();
    private final List<Process> keyClients = new ArrayList<>();

    Hosts(Path home, int count) {
        this.home = home;
        this.count = count;
        this.network = new Namespaces(count);
    }

    Namespaces network() {
        return network;
    }

    /** The first one founds the cluster, the others join it. */
    void start(int number, String... options) throws IOException {
        Files.createDirectory(directory(number));
        List<String> init =
                new ArrayList<>(List.of("init", "--name", name(number), "--host", Namespaces.address(number)));
        List<String> server = new ArrayList<>(List.of("server", "--port", "7800", "--no-input"));
        if (number == 1) {
            server.add("--first");
        } else {
            init.addAll(List.of("--from", directory(1).toString()));
            server.addAll(List.of("--join", Namespaces.address(1) + ":7800"));
        }
        server.addAll(List.of(options));
        Box.Result made = awa(number, init.toArray(String[]::new));
        assertEquals(0, made.code(), made::toString);
        servers.add(begin(number, "server", Launcher.command(server.toArray(String[]::new))));
        awaiting(name(number) + " serves")
                .until(() -> Files.readString(file(number, "server")).contains(" serves at "));
        clients.add(begin(
                number,
                "client",
                client(
                        data(number),
                        name(number),
                        file(number, "edits").toString(),
                        file(number, "watched").toString())));
    }

    /** Lets clients of the key-value store work on that host. */
    void startKeyClients(int number, int count, int mostOnAKey, long seed) throws IOException {
        keyClients.add(begin(
                number,
                "keys.log",
                program(
                        KvHostClient.class,
                        data(number),
                        Integer.toString(number * 100),
                        Integer.toString(count),
                        Integer.toString(mostOnAKey),
                        Long.toString(seed),
                        file(number, "keys").toString())));
    }

    /** Lets them end what they have begun. */
    void stopKeyClients() throws InterruptedException {
        keyClients.forEach(Process::destroy);
        for (Process client : keyClients) {
            assertTrue(client.waitFor(Box.LONGEST.toSeconds(), TimeUnit.SECONDS), "a client does not end");
        }
    }

    /** What the clients on one host were told so far. */
    List<Operation> operationsOf(int number) throws IOException {
        return whole(file(number, "keys")).stream().map(OperationLine::parse).toList();
    }

    /** What all of them were told. */
    List<Operation> operations() throws IOException {
        List<Operation> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            all.addAll(operationsOf(number));
        }
        return all;
    }

    /** So many further operations on each of these hosts together. */
    void awaitOperations(List<Integer> numbers, int more) throws IOException {
        long wanted = answered(numbers) + (long) more * numbers.size();
        awaiting("operations through " + numbers).until(() -> answered(numbers) >= wanted);
    }

    private long answered(List<Integer> numbers) throws IOException {
        long answered = 0;
        for (int number : numbers) {
            answered += whole(file(number, "keys")).size();
        }
        return answered;
    }

    /** From then on the loss of one of them stops nothing. */
    void awaitVoters(int many) {
        awaiting("voters")
                .until(() -> Json.createReader(new StringReader(
                                        awa(1, "status", "--json").out()))
                                .readObject()
                                .getJsonArray("voters")
                                .size()
                        == many);
    }

    /** Runs a command there. */
    Box.Result awa(int number, String... arguments) {
        return Launcher.run(directory(number), Namespaces.command(number, withoutBind(Launcher.command(arguments))));
    }

    private Process begin(int number, String what, List<String> command) throws IOException {
        return Launcher.builder(directory(number), Namespaces.command(number, withoutBind(command)))
                .redirectErrorStream(true)
                .redirectOutput(file(number, what).toFile())
                .start();
    }

    /** Where to listen is in the settings that init made. */
    private static List<String> withoutBind(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("env", "-u", "AWA_BIND"));
        whole.addAll(command);
        return whole;
    }

    private static List<String> client(String... arguments) {
        return program(NamespaceClient.class, arguments);
    }

    private static List<String> program(Class<?> type, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                type.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** All see all and can edit. */
    void awaitWhole() throws IOException {
        for (int number = 1; number <= count; number++) {
            await(number, System.nanoTime(), seen -> seen.isWhole() && seen.online() == count);
            awaitEdits(number, 3);
        }
    }

    /** Mends all cuts; all see all soon. */
    void heal() throws IOException {
        long healed = System.nanoTime();
        network.heal();
        long last = healed;
        for (int number = 1; number <= count; number++) {
            last = Math.max(last, await(number, healed, seen -> seen.isWhole() && seen.online() == count));
        }
        say("healed: all see all after", last - healed);
        assertTrue(last - healed <= HEALED.toNanos(), "healing took " + (last - healed) / 1_000_000 + " ms");
    }

    /** When a watcher first saw something like this, at that moment or after it. */
    long await(int number, long since, Predicate<Seen> wanted) {
        long[] found = {0};
        awaiting(name(number) + " sees it").pollInterval(POLL).until(() -> {
            List<Seen> seen = seen(number);
            for (int i = 0; i < seen.size(); i++) {
                boolean over = i + 1 < seen.size() && seen.get(i + 1).nanos() <= since;
                if (!over && wanted.test(seen.get(i))) {
                    found[0] = Math.max(since, seen.get(i).nanos());
                    return true;
                }
            }
            return false;
        });
        return found[0];
    }

    /** So many further edits are acknowledged there. */
    void awaitEdits(int through, int more) throws IOException {
        int wanted = applied(through).size() + more;
        awaiting("edits through " + name(through)).until(() -> applied(through).size() >= wanted);
    }

    /** So many edits that were begun there from now on end, none as applied and each in time. */
    void awaitRefusals(int through, int many) throws IOException {
        long since = System.nanoTime();
        awaiting("edits through " + name(through) + " end")
                .until(() -> begunSince(through, since).size() >= many);
        for (Attempt attempt : begunSince(through, since)) {
            assertTrue(List.of("NoQuorum", "NoLeader", "Unknown").contains(attempt.outcome()), attempt::toString);
            assertTrue(attempt.millis() <= NamespaceClient.LIMIT.toMillis() + 500, attempt::toString);
        }
    }

    private List<Attempt> begunSince(int through, long since) throws IOException {
        return attempts(through).stream()
                .filter(attempt -> attempt.begun() >= since)
                .toList();
    }

    /** Who leads, once that is known there. */
    int awaitLeader(int viewer) throws IOException {
        awaiting("a leader").pollInterval(POLL).until(() -> {
            List<Seen> seen = seen(viewer);
            return seen.get(seen.size() - 1).isWhole();
        });
        return leader(viewer);
    }

    int leader(int viewer) throws IOException {
        List<Seen> seen = seen(viewer);
        return Integer.parseInt(seen.get(seen.size() - 1).leader().substring(1));
    }

    int lastCopies(int through) throws IOException {
        List<Attempt> applied = applied(through);
        return applied.get(applied.size() - 1).copies();
    }

    /** When all have stopped to edit, all servers have the same changes, and among them each that was acknowledged. */
    void assertNothingLost() throws IOException {
        clients.forEach(Hosts::end);
        awaiting("all have the same").until(() -> {
            for (int number = 2; number <= count; number++) {
                if (!changes(number).equals(changes(1))) {
                    return false;
                }
            }
            return true;
        });
        Map<Long, String> ids = new HashMap<>();
        changes(1).forEach(line -> ids.put(Long.parseLong(line.split(" ", -1)[0]), line.split(" ", -1)[1]));
        for (int number = 1; number <= count; number++) {
            List<Attempt> applied = applied(number);
            assertTrue(applied.size() > 10, "edits: " + applied.size());
            for (Attempt attempt : applied) {
                assertEquals(attempt.id(), ids.get(attempt.version()), "an edit through " + name(number));
            }
        }
    }

    private List<String> changes(int number) throws IOException {
        Box.Result listed = Launcher.run(home, Namespaces.command(number, client(data(number))));
        assertEquals(0, listed.code(), listed::toString);
        return listed.out().lines().toList();
    }

    private List<Seen> seen(int number) throws IOException {
        return whole(file(number, "watched")).stream().map(Seen::of).toList();
    }

    private List<Attempt> attempts(int number) throws IOException {
        return whole(file(number, "edits")).stream().map(Attempt::of).toList();
    }

    private List<Attempt> applied(int number) throws IOException {
        return attempts(number).stream().filter(Attempt::isApplied).toList();
    }

    /** The lines that are written to their end. */
    private static List<String> whole(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static ConditionFactory awaiting(String what) {
        return Awaitility.await(what).atMost(Box.LONGEST);
    }

    private Path directory(int number) {
        return home.resolve(name(number));
    }

    private String data(int number) {
        return directory(number).resolve("data").toString();
    }

    private Path file(int number, String what) {
        return home.resolve(name(number) + "." + what);
    }

    private static String name(int number) {
        return "n" + number;
    }

    static void say(String what, long nanos) {
        System.out.printf("%s %d ms%n", what, nanos / 1_000_000);
    }

    @Override
    public void close() {
        try {
            keyClients.forEach(Hosts::end);
            clients.forEach(Hosts::end);
            servers.forEach(Hosts::end);
        } finally {
            network.close();
        }
    }

    private static void end(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
