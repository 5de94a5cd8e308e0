package io.arewealive.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.channel.ChannelOptions.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {

    @TempDir
    Path directory;

    @Test
    void two_instances_started_and_closed_again_and_again_leave_nothing() throws Exception {
        cycles(12);
    }

    @Test
    @Tag("long")
    void two_instances_started_and_closed_a_hundred_times_leave_nothing() throws Exception {
        cycles(100);
    }

    private void cycles(int count) throws Exception {
        cycle(0);
        List<String> descriptors = descriptors();
        for (int i = 1; i < count; i++) {
            cycle(i);
        }
        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertEquals(Set.of(), ownThreads()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertTrue(descriptors().size() <= descriptors.size(), () -> {
                    List<String> more = safeDescriptors();
                    more.removeAll(descriptors);
                    return more.toString();
                }));
    }

    private void cycle(int number) throws Exception {
        Path home = Files.createDirectory(directory.resolve("cycle" + number));
        var cluster = new TestCluster(home, Transport.TCP).startAll(17_950, "a", "b");
        assertTrue(cluster.node("a").nodes().add("x", "h", 1).toString().startsWith("Applied"));
        long begin = System.nanoTime();
        cluster.node("b").close();
        cluster.node("b").close();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        cluster.close();
        assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "close took " + took);
    }

    private static Set<String> ownThreads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-") || name.contains("jgroups") || name.contains("HSQLDB"))
                .forEach(names::add);
        return names;
    }

    private static List<String> safeDescriptors() {
        try {
            return descriptors();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Open files and sockets of this process, but for jars and directories that class loading opens when it likes. */
    private static List<String> descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new ArrayList<>(open.map(LeftoversIT::target)
                    .filter(target -> !target.endsWith(".jar") && !target.isEmpty())
                    .sorted()
                    .toList());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
