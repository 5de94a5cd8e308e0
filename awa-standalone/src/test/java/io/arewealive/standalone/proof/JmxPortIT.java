package io.arewealive.standalone.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JMX port of real servers: commands with {@code --at}, and a program that has the JDK alone. */
class JmxPortIT {

    @TempDir
    private Path home;

    private Box box;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        box = new Box(home, "db-1");
        port = Ports.free();
        secret("alice.password", "alice-knows-this");
        secret("bob.password", "bob-knows-this-too");
        settings(
                "awa.jmx.port=" + port,
                "awa.jmx.users.alice.password=${file:alice.password}",
                "awa.jmx.users.alice.role=operator",
                "awa.jmx.users.bob.password=${file:bob.password}");
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void commands_ask_over_the_port_as_the_user_of_the_settings() throws Exception {
        secret("mallory.password", "mallory-has-guessed");
        Path monitor = client("bob", "bob.password");
        Path wrong = client("alice", "mallory.password");
        box.start("--first").awaitServing();

        Box.Result edit = box.awa("node", "add", "db-2", "10.0.0.2", "7800", "--at", at());
        Box.Result changes = box.awa("changes", "--at", at());
        assertEquals(0, edit.code(), edit::toString);
        assertTrue(changes.out().contains("alice ("), changes::toString);

        Box.Result looks = box.awa("node", "list", "--at", at(), "--config", monitor.toString());
        Box.Result changing = box.awa("node", "delete", "db-2", "--at", at(), "--config", monitor.toString());
        assertEquals(0, looks.code(), looks::toString);
        assertTrue(looks.out().contains("db-2"), looks::toString);
        assertEquals(77, changing.code(), changing::toString);

        Box.Result refused = box.awa("node", "list", "--at", at(), "--config", wrong.toString());
        assertEquals(77, refused.code(), refused::toString);
        assertEquals(1, refused.err().lines().count(), refused::toString);

        Box.Result shown = box.awa("config", "show");
        assertTrue(shown.out().contains("awa.jmx.users.alice.password=***"), shown::toString);
        assertFalse((shown.out() + box.log()).contains("knows-this"), shown::toString);
    }

    @Test
    void what_would_be_open_to_others_does_not_start() throws Exception {
        settings("awa.jmx.port=" + port, "awa.jmx.bind=0.0.0.0", "awa.jmx.users.bob.password=${file:bob.password}");
        Box.Result clear = box.awa("server", "--first");
        assertEquals(78, clear.code(), clear::toString);
        assertTrue(
                clear.err().contains("awa.jmx.bind") && clear.err().contains("awa.security.keystore"), clear::toString);

        settings("awa.jmx.port=" + port, "awa.jmx.users.bob.password=${file:bob.password}");
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Box.Result second = box.awa("server", "--first");
            assertEquals(76, second.code(), second::toString);
            assertEquals(
                    1,
                    second.err()
                            .lines()
                            .filter(line -> line.contains(":" + taken.getLocalPort()))
                            .count(),
                    second::toString);
        }
    }

    @Test
    void with_keys_it_speaks_tls_and_a_program_with_the_jdk_alone_reads_calls_and_listens() throws Exception {
        assertEquals(0, box.awa("init", "--name", "db-1", "--host", "127.0.0.1").code());
        Files.writeString(box.directory().resolve("node.properties"), "awa.node.name=db-1\nawa.node.host=127.0.0.1\n");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "key-1",
                "-keystore",
                "cluster.p12",
                "-storepass:file",
                "cluster.password",
                "-file",
                "cluster.pem");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "awa",
                "-file",
                "cluster.pem",
                "-keystore",
                "trust.p12",
                "-storepass",
                "changeit");
        Path desk = Files.writeString(box.directory().resolve("desk.properties"), """
                awa.jmx.client.trust=cluster.pem
                awa.jmx.client.user=alice
                awa.jmx.client.password=${file:alice.password}
                """);
        box.start("--first").awaitServing();

        Box.Result byKeys = box.awa("node", "list", "--at", at());
        assertEquals(0, byKeys.code(), byKeys::toString);
        Box.Result byPem = box.awa("node", "list", "--at", at(), "--config", desk.toString());
        assertEquals(0, byPem.code(), byPem::toString);

        Box.Result trusting = client("trust.p12", "alice", "alice-knows-this");
        assertEquals(0, trusting.code(), trusting::toString);
        assertTrue(trusting.out().contains("read Cluster NodesOnline = 1"), trusting::toString);
        assertTrue(trusting.out().contains("heard awa.table.change"), trusting::toString);

        Box.Result looking = client("trust.p12", "bob", "bob-knows-this-too");
        assertTrue(looking.out().contains("read Cluster NodesOnline = 1"), looking::toString);
        assertTrue(looking.out().contains("refused add"), looking::toString);

        Box.Result blind = client("", "alice", "alice-knows-this");
        assertEquals(3, blind.code(), blind::toString);
        assertTrue(blind.out().contains("SSLHandshakeException"), blind::toString);
    }

    private String at() {
        return "127.0.0.1:" + port;
    }

    private void settings(String... lines) throws IOException {
        Files.writeString(box.directory().resolve("awa.properties"), String.join("\n", lines) + "\n");
    }

    private void secret(String name, String text) throws IOException {
        Path file = box.directory().resolve(name);
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path client(String user, String password) throws IOException {
        return Files.writeString(
                box.directory().resolve(user + "-" + password + ".properties"),
                "awa.jmx.client.user=" + user + "\nawa.jmx.client.password=${file:" + password + "}\n");
    }

    /** Runs {@link JmxPortClient} with nothing of AWA on its class path. */
    private Box.Result client(String trust, String user, String password) throws Exception {
        String entry = JmxPortClient.class.getName().replace('.', '/') + ".class";
        Path classes = box.directory().resolve("client");
        Files.createDirectories(classes.resolve(entry).getParent());
        try (var in = JmxPortClient.class.getClassLoader().getResourceAsStream(entry)) {
            Files.write(classes.resolve(entry), in.readAllBytes());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!trust.isEmpty()) {
            command.add("-Djavax.net.ssl.trustStore=" + trust);
            command.add("-Djavax.net.ssl.trustStorePassword=changeit");
        }
        command.addAll(List.of("-cp", "client", JmxPortClient.class.getName(), Integer.toString(port), user, password));
        return Launcher.run(box.directory(), command);
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Box.Result made = Launcher.run(box.directory(), command);
        assertEquals(0, made.code(), made::toString);
    }
}
