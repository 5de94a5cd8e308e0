package io.arewealive.standalone.proof;

import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.JmxServers;
import io.arewealive.standalone.control.Server;
import io.arewealive.status.ClusterStatus;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A person's programs on one host: one edits through the server there, one watches it, one lists all changes. */
final class NamespaceClient {

    static final Duration LIMIT = Duration.ofSeconds(1);

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long EDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path data;
    private final String name;

    private NamespaceClient(Path data, String name) {
        this.data = data;
        this.name = name;
    }

    /** Arguments: data directory, name, file of edits, file of what was seen; or data directory alone, to list. */
    public static void main(String[] args) throws IOException {
        if (args.length == 1) {
            list(Path.of(args[0]));
            return;
        }
        var client = new NamespaceClient(Path.of(args[0]), args[1]);
        var watcher = new Thread(() -> client.watch(args[3]), "watcher");
        watcher.setDaemon(true);
        watcher.start();
        client.edit(args[2]);
    }

    private static void list(Path data) {
        try (Server server = new JmxServers("proof").of(data, ANSWER)) {
            long version = server.nodes().version();
            for (long at = 0; at < version; ) {
                var page = (ChangesSince.Changes) server.nodes().changesSince(at, 500);
                page.changes()
                        .forEach(change ->
                                System.out.println(change.version() + " " + change.commandId() + " " + change.hash()));
                at += page.changes().size();
            }
        }
    }

    private void edit(String file) throws IOException {
        try (var out = new FileOutputStream(file);
                var lines = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            for (int i = 0; ; i++) {
                CommandId id = CommandId.random();
                long begun = System.nanoTime();
                EditOutcome outcome = attempt(id, name + "-" + i);
                lines.println(Attempt.line(begun, System.nanoTime(), id, outcome));
                out.getFD().sync();
                LockSupport.parkNanos(EDIT_NANOS);
            }
        }
    }

    private EditOutcome attempt(CommandId id, String row) {
        try (Server server = new JmxServers("proof").of(data, ANSWER)) {
            return server.nodes().add(id, row, "10.0.0.1", 80, LIMIT);
        } catch (RuntimeException e) {
            return new EditOutcome.Unknown(id, String.valueOf(e.getMessage()));
        }
    }

    private void watch(String file) {
        try (var lines = new PrintStream(file, StandardCharsets.UTF_8)) {
            while (true) {
                try (Server server = new JmxServers("proof").of(data, ANSWER)) {
                    watch(server, lines);
                } catch (RuntimeException e) {
                    LockSupport.parkNanos(EDIT_NANOS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void watch(Server server, PrintStream lines) {
        String last = "";
        while (true) {
            ClusterStatus status = server.status();
            String seen = Seen.text(status);
            if (!seen.equals(last)) {
                lines.println(System.nanoTime() + " " + seen);
                lines.flush();
                last = seen;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /**
     * An edit that somebody tried, as a line of a file.
     *
     * @param begun when, in nanoseconds of this machine
     * @param millis how long it took
     * @param outcome the name of it
     * @param version that the answer named, 0 if none
     * @param copies on how many disks it was then
     * @param id of the command
     */
    record Attempt(long begun, long millis, String outcome, long version, int copies, String id) {

        static String line(long begun, long ended, CommandId id, EditOutcome outcome) {
            String told =
                    outcome instanceof EditOutcome.Applied applied ? applied.version() + " " + applied.copies() : "0 0";
            return begun + " " + (ended - begun) / 1_000_000 + " "
                    + outcome.getClass().getSimpleName() + " " + told + " " + id;
        }

        static Attempt of(String line) {
            String[] parts = line.split(" ", -1);
            return new Attempt(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[2],
                    Long.parseLong(parts[3]),
                    Integer.parseInt(parts[4]),
                    parts[5]);
        }

        boolean isApplied() {
            return outcome.equals("Applied");
        }
    }

    /**
     * What a watcher saw from one moment on, as a line of a file.
     *
     * @param nanos that moment, in nanoseconds of this machine
     * @param leader {@code -} if none is known
     */
    record Seen(long nanos, String leader, boolean quorum, int online, boolean synced) {

        static String text(ClusterStatus status) {
            return status.leader().orElse("-") + " " + status.quorum() + " "
                    + status.summary().online() + " " + status.synced();
        }

        static Seen of(String line) {
            String[] parts = line.split(" ", -1);
            return new Seen(
                    Long.parseLong(parts[0]),
                    parts[1],
                    Boolean.parseBoolean(parts[2]),
                    Integer.parseInt(parts[3]),
                    Boolean.parseBoolean(parts[4]));
        }

        boolean isWhole() {
            return quorum && synced && !leader.equals("-");
        }
    }
}
