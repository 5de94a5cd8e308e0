package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of one list, with the keys of their cluster, that are started in the same moment with empty data directories. */
@Tag("A4")
@Tag("A20")
class ListedStartIT {

    private static final int SIZE = 3;
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "localhost");

    private final long seed = Long.getLong("awa.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path home;

    private Cluster all;

    /** As on three hosts: each has its own part of the settings, and what {@code awa init} made on the first. */
    @BeforeEach
    void prepare() throws IOException {
        all = new Cluster(IntStream.rangeClosed(1, SIZE)
                .mapToObj(number -> new Box(home, "db-" + number))
                .toList());
        String list = IntStream.range(0, SIZE)
                .mapToObj(i -> HOSTS.get(i) + ":" + all.boxes().get(i).port())
                .collect(Collectors.joining(","));
        init(all.box(1), list, "--cluster", "orders");
        all.boxes().subList(1, SIZE).parallelStream()
                .forEach(box -> init(box, list, "--from", all.box(1).directory().toString()));
        for (Box box : all.boxes()) {
            Files.writeString(box.directory().resolve("awa.properties"), "awa.bootstrap=seeds\n");
        }
    }

    private static void init(Box box, String list, String... more) {
        String[] always = {
            "init", "--name", box.name(), "--host", "127.0.0.1", "--port", Integer.toString(box.port()), "--join", list
        };
        Box.Result made = box.awa(Stream.of(always, more).flatMap(Stream::of).toArray(String[]::new));
        assertEquals(0, made.code(), made::toString);
    }

    @AfterEach
    void close() {
        all.close();
    }

    @Test
    void servers_started_at_once_form_one_cluster_and_one_that_was_missing_joins() throws IOException {
        formAgainAndAgain(1);
    }

    @Test
    @Tag("long")
    void servers_started_at_once_form_one_cluster_fifty_times() throws IOException {
        formAgainAndAgain(Integer.getInteger("awa.listed.rounds", 50));
    }

    /** The first time, and every second time, one is missing at first. */
    private void formAgainAndAgain(int times) throws IOException {
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < times; round++) {
            List<Box> order = new ArrayList<>(all.boxes());
            Collections.shuffle(order, random);
            var early = new Cluster(round % 2 == 1 ? order : order.subList(0, SIZE - 1));
            String at = "round " + round + " of seed " + seed;

            long start = System.nanoTime();
            early.boxes().forEach(Box::start);
            early.awaitAllOnline();
            millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            order.stream().filter(box -> !early.boxes().contains(box)).forEach(Box::start);
            all.awaitAllOnline();

            assertEquals(1, clusterIds().size(), at);
            assertEquals(Set.of("tls"), securities(), at);
            all.boxes().forEach(Box::kill9);
            for (Box box : all.boxes()) {
                empty(box.data());
            }
        }
        Collections.sort(millis);
        System.out.println("formed within ms, from the start of the processes: median " + millis.get(times / 2)
                + ", most " + millis.get(times - 1));
    }

    private Set<String> clusterIds() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Box box : all.boxes()) {
            ids.addAll(Files.readAllLines(box.data().resolve("identity")).stream()
                    .filter(line -> line.startsWith("cluster.id"))
                    .toList());
        }
        return ids;
    }

    private Set<String> securities() {
        return all.boxes().stream()
                .map(box -> {
                    try (Server server = box.connect()) {
                        return server.status().security();
                    }
                })
                .collect(Collectors.toSet());
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
