package io.arewealive.samples.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample as its page describes it: three processes on one machine. */
class ServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> http = freePorts(3);
    private final List<Integer> awa = freePorts(3);
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @AfterEach
    void end() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
    }

    @Test
    void each_instance_says_who_is_alive() throws Exception {
        start("web-1");
        start("web-2", "127.0.0.1:" + awa.get(0));
        start("web-3", "127.0.0.1:" + awa.get(0));
        awaitAnswer(0, "web-1 Online\nweb-2 Online\nweb-3 Online\n");
        awaitAnswer(1, "web-1 Online\nweb-2 Online\nweb-3 Online\n"); // who never heard it could not miss it
        awaitAnswer(2, "web-1 Online\nweb-2 Online\nweb-3 Online\n");

        processes.get(2).destroyForcibly().waitFor();
        awaitAnswer(0, "web-1 Online\nweb-2 Online\nweb-3 Offline\n");
        awaitAnswer(1, "web-1 Online\nweb-2 Online\nweb-3 Offline\n");

        processes.get(1).destroy();
        awaitAnswer(0, "web-1 Online\nweb-3 Offline\n");
    }

    private void start(String name, String... others) throws IOException {
        int number = processes.size();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName(),
                name,
                Integer.toString(http.get(number)),
                Integer.toString(awa.get(number))));
        command.addAll(List.of(others));
        processes.add(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start());
    }

    private void awaitAnswer(int instance, String expected) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.get(instance) + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(request, BodyHandlers.ofString()).body(), expected::equals);
    }

    /** Ports that were free a moment ago, all different. */
    private static List<Integer> freePorts(int count) {
        return IntStream.range(0, count).mapToObj(i -> freePort()).distinct().toList();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
