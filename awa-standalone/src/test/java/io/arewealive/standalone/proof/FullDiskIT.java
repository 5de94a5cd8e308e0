package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.standalone.control.Server;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the leader takes no more, and later it does again: nobody restarts anything, and nothing is lost. */
class FullDiskIT {

    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final String ROW = "spare";
    /** A long name fills the log faster. */
    private static final String LONG_NAME = "x".repeat(60) + ("." + "y".repeat(60)).repeat(3);

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    private Path home;

    private Cluster cluster;
    private int port = 1;

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** A limit on the size of files needs no right. It is met where room is taken: when the log begins its next file. */
    @Test
    void the_leader_hands_over_says_what_to_do_and_goes_on_by_itself() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is not installed");
        cluster = Cluster.of(home, 3, Agent::prepare);
        Box full = leader();

        goThrough(full, () -> limitFiles(full, 300_000), () -> limitFiles(full, 1L << 40));
    }

    @Test
    void a_start_on_a_full_disk_is_refused_and_one_with_room_succeeds() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is not installed");
        cluster = Cluster.of(home, 1);
        Box box = cluster.box(1);
        box.kill9();

        box.startBy(List.of(PRLIMIT.toString(), "--fsize=100000"));
        assertEquals(73, box.awaitEnd(Box.LONGEST), box::log);
        assertTrue(box.log().contains(box.data().toString()) && box.log().contains("space"), box::log);
        assertEquals(
                1, box.log().lines().filter(line -> line.startsWith("awa:")).count(), box::log);

        box.start().awaitServing();
        cluster.awaitAllOnline();
    }

    /** The same on a file system that is full, for which the administrator of the machine is needed. */
    @Test
    @Tag("long")
    void a_file_system_that_is_full_and_gets_room_again_is_no_different() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount");
        Path small = Files.createDirectory(home.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=6m", "none", small.toString()) == 0, "may not mount");
        try {
            cluster = Cluster.of(home, 3, Agent::prepare);
            Box full = leader();
            full.stop();
            run("cp", "-a", full.data() + "/.", small.toString());
            run("mount", "--bind", small.toString(), full.data().toString());
            full.start().awaitServing();
            cluster.awaitAllOnline();
            Path ballast = full.data().resolve("ballast");

            goThrough(full, () -> fill(ballast), () -> Files.delete(ballast));
        } finally {
            cluster.close();
            run("umount", "-l", home.resolve("db-1").resolve("data").toString());
            run("umount", "-l", small.toString());
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private void goThrough(Box full, Action takeRoom, Action giveRoom) throws Exception {
        Box other =
                cluster.boxes().stream().filter(box -> box != full).findFirst().orElseThrow();
        long pid = full.pid();
        takeRoom.run();
        editUntil(other, () -> problem(full, full.name(), "waits for its disk"));

        JsonObject own = full.status();
        assertTrue(problemText(own).contains("make room on the disk of the data directory"), own::toString);
        assertTrue(!own.getBoolean("synced"), own::toString);
        Box.Result shown = full.awa("status");
        assertEquals(2, shown.code(), shown::toString);
        Map<String, String> agent = Agent.of(full).walk(".1");
        assertEquals("3", agent.get(".1.1.17.0"), "critical");
        assertTrue(Agent.text(agent, ".1.1.18.0").contains("waits for its disk"), () -> Agent.text(agent, ".1.1.18.0"));
        assertEquals(
                own.getJsonArray("nodes").size(),
                agent.keySet().stream()
                        .filter(oid -> oid.startsWith(".1.2.1.5."))
                        .count());
        await("others know it").atMost(Box.LONGEST).until(() -> problem(other, full.name(), "cannot write its log"));
        await("somebody else leads")
                .atMost(Box.LONGEST)
                .until(() -> !other.status().getString("leader", "").equals(full.name()));
        for (int i = 0; i < 20; i++) {
            edit(other);
        }
        assertTrue(other.status().getInt("version") > full.status().getInt("version"));

        giveRoom.run();
        await("it is over").atMost(Box.LONGEST).until(() -> !problem(full, full.name(), "waits for its disk"));
        cluster.awaitAllOnline();
        await("equal").atMost(Box.LONGEST).until(() -> Picture.of(full).equals(Picture.of(other)));
        Picture.of(full).assertWhole(full.name());
        assertEquals(pid, full.pid());
        edit(full);
        assertEquals(1, full.awa("status").code(), "all is well but for the row that nobody claims");
    }

    private Box leader() {
        String name = cluster.box(1).status().getString("leader");
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Rows of the table are edited, because they show who is behind. */
    private void editUntil(Box box, Callable<Boolean> met) {
        edit(box);
        await("the disk is full").atMost(Box.LONGEST).until(() -> {
            try (Server server = box.connect()) {
                NodeId row = server.nodes().find(ROW).orElseThrow().id();
                for (int i = 0; i < 100; i++) {
                    server.nodes()
                            .update(
                                    CommandId.random(),
                                    row,
                                    NodeEdit.none().withHost(LONG_NAME).withPort(++port),
                                    ONE_TRY);
                }
                return met.call();
            }
        });
    }

    private void edit(Box box) {
        try (Server server = box.connect()) {
            Optional<Node> row = server.nodes().find(ROW);
            EditOutcome outcome = row.isEmpty()
                    ? server.nodes().add(CommandId.random(), ROW, "10.0.0.9", port, ONE_TRY)
                    : server.nodes()
                            .update(
                                    CommandId.random(),
                                    row.get().id(),
                                    NodeEdit.none().withPort(++port),
                                    ONE_TRY);
            assertInstanceOf(EditOutcome.Applied.class, outcome);
        }
    }

    private static boolean problem(Box viewer, String subject, String text) {
        try (Server server = viewer.connect()) {
            return server.askStatus(Duration.ofMillis(200)).problems().stream()
                    .anyMatch(problem -> problem.subject().equals(subject)
                            && problem.message().contains(text));
        }
    }

    private static String problemText(JsonObject status) {
        return status.getJsonArray("problems").toString();
    }

    private static void limitFiles(Box box, long bytes) throws IOException, InterruptedException {
        assertEquals(0, run(PRLIMIT.toString(), "--pid", Long.toString(box.pid()), "--fsize=" + bytes + ":"));
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(full.getMessage().contains("No space left"), full::toString);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
