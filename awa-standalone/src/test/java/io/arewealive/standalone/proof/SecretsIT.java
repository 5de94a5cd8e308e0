package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted wherever one may stand, and looked for wherever one may be shown. */
@Tag("H19")
@Tag("A20")
class SecretsIT {

    /** What every surface does show: who does not find it has not looked. */
    private static final String NAME = "canary-node";

    @TempDir
    Path home;

    private final Map<String, String> planted = new LinkedHashMap<>();
    private final Map<String, String> seen = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_running_server_shows_none_of_its_secrets() throws Exception {
        see("init", run("init", "--name", NAME, "--host", "127.0.0.1", "--cluster", "orders"));
        for (String file : List.of("cluster.password", "cluster.snmp-auth", "cluster.snmp-priv")) {
            planted.put(file, Files.readString(home.resolve(file)).strip());
        }
        secretFile("ops-priv", plant("file of a user"));
        String odd = plant("odd characters") + " \"ü'$&<";
        write(
                "awa.properties",
                "# " + plant("comment"),
                "awa.data=data",
                "awa.log.level=debug",
                "awa.node.port=" + Ports.free(),
                "awa.snmp.users.plain.auth-password=" + plant("plain"),
                "awa.snmp.users.plain.priv-password=" + odd,
                "awa.snmp.users.ops.auth-password=${env:OPS_AUTH}",
                "awa.snmp.users.ops.priv-password=${file:ops-priv}",
                "awa.snmp.users.two.auth-password=${awa.snmp.users.plain.auth-password}-and-more",
                "awa.snmp.users.two.priv-password=$${" + plant("escaped") + "}",
                "awa_password=" + plant("no setting"),
                "password=" + plant("somebody else's"));
        mode("awa.properties", "rw-------");
        environment.put("OPS_AUTH", plant("environment"));
        environment.put("AWA_SNMP_V2C_COMMUNITY", plant("community"));
        environment.put("AWA_SNMP_USERS_AUDIT_AUTH_PASSWORD", plant("variable"));
        environment.put("AWA_SNMP_USERS_AUDIT_PRIV_PASSWORD", plant("variable of privacy"));
        environment.put("AWA_DATABASE_PASSWORD", plant("unknown variable"));
        environment.put("DATABASE_PASSWORD", plant("foreign variable"));

        Process server = start("server", "--first", "--no-input");
        await().atMost(Box.LONGEST).until(() -> log().contains(" serves at ") || !server.isAlive());
        assertTrue(server.isAlive(), this::log);
        see("changed", run("node", "add", "db-9", "10.0.0.9", "7800"));
        see("status", run("status", "--wide"));
        see("status --json", run("status", "--json"));
        see("config show", run("config", "show", "--origin"));
        see("config show --json", run("config", "show", "--json"));
        see("config check", run("config", "check"));
        see("changes", run("changes"));
        see("events", run("events", "--local", "--json"));
        see("config set", run("config", "set", "awa.snmp.v2c.community", plant("argument of a command")));
        see("doctor", run("doctor", "--peer", "127.0.0.1:1"));
        run("bundle", "help.zip");
        seen.put("bundle", unzipped(home.resolve("help.zip")));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("help.zip"))));
        for (String role : List.of("operator", "monitor")) {
            Beans.read(home.resolve("data"), role).forEach((bean, text) -> seen.put(role + " " + bean, text));
        }
        seen.put("command line", Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline")));
        seen.put("log", log());
        dataFiles();

        for (String surface : List.of("status", "config show", "changes", "bundle", "log")) {
            assertTrue(seen.get(surface).contains(NAME), () -> surface + " was not looked at: " + seen.get(surface));
        }
        assertTrue(seen.keySet().stream()
                        .filter(key -> key.startsWith("operator io.arewealive"))
                        .count()
                > 20);
        assertTrue(seen.get("bundle").contains("RUNNABLE") && seen.get("bundle").contains("log/segment-"));
        assertTrue(seen.get("changes").contains("by operator ("), seen.get("changes"));
        assertTrue(planted.size() >= 15, planted::toString);
        assertNothingSeen();
    }

    @Test
    void what_is_refused_is_refused_without_being_shown() throws Exception {
        secretFile("a-secret", plant("file"));
        refused("unknown key", "awa.securty.keystore-pasword=" + plant("unknown key"));
        refused("wrong setting", "awa.node.port=${file:a-secret}");
        refused("no variable", "awa.security.keystore-password=${" + plant("no variable") + "}");
        refused("not understood", "awa.security.keystore-password=\\u" + plant("not understood"));
        refused(
                "too short",
                "awa.snmp.users.a.priv-password=" + plant("too short").substring(0, 7));
        refused(
                "in two places",
                "awa.snmp.v2c.community=" + plant("in two places"),
                "awa.node.name=" + planted.get("in two places"));
        refused(
                "set twice",
                "awa.snmp.v2c.community=" + plant("set twice"),
                "awa.snmp.v2c.community=" + plant("set twice again"));
        write("awa.properties", "awa.node.port=${file:a-secret}");
        Box.Result checked = run("config", "check", "--json");
        assertEquals(78, checked.code(), checked::toString);
        see("config check", checked);
        Files.delete(home.resolve("awa.properties"));
        run("init", "--name", NAME, "--host", "127.0.0.1");
        secretFile("cluster.password", plant("wrong password"));
        see("doctor", run("doctor"));
        see("init again", run("init"));
        secretFile("open", plant("readable by others"));
        mode("open", "rw-r--r--");
        String open = refused("open", "awa.snmp.v2c.community=${file:open}");
        assertTrue(open.contains("mode 0644") && open.contains("chmod 600 " + home.resolve("open")), open);
        environment.put("AWA_JAVA_OPTS", "-Dawa.snmp.v2c.community=" + plant("command line"));
        refused("command line", "awa.node.name=" + NAME);

        assertTrue(planted.size() >= 10, planted::toString);
        assertNothingSeen();
    }

    private void assertNothingSeen() {
        planted.forEach((where, secret) -> seen.forEach((surface, text) ->
                assertFalse(text.contains(secret), () -> "the secret \"" + where + "\" is shown by " + surface)));
    }

    /** A secret that is nowhere else. */
    private String plant(String where) {
        String secret = String.format("S3cret%02d", planted.size()) + Long.toString(System.nanoTime(), 36);
        planted.put(where, where.equals("too short") ? secret.substring(0, 7) : secret);
        return secret;
    }

    private String refused(String what, String... lines) throws Exception {
        write("awa.properties", lines);
        mode("awa.properties", "rw-------");
        Box.Result result = run("server", "--first", "--no-input");
        assertEquals(78, result.code(), () -> what + ": " + result);
        see(what, result);
        Files.delete(home.resolve("awa.properties"));
        return result.toString();
    }

    private Box.Result run(String... arguments) throws Exception {
        Path out = Files.createTempFile(home, "command-", ".out");
        Path err = Files.createTempFile(home, "command-", ".err");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "still running: " + List.of(arguments));
        var result = new Box.Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    private Process start(String... arguments) throws IOException {
        Process process = builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = Launcher.builder(home, Launcher.command(arguments));
        builder.environment().putAll(environment);
        return builder;
    }

    private String log() {
        try {
            return Files.readString(home.resolve("server.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private void see(String surface, Box.Result result) {
        seen.put(surface, result.toString());
    }

    /** What the server keeps, but the passwords of its own control. */
    private void dataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static String unzipped(Path file) throws IOException {
        var all = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                all.append(entry.getName()).append('\n');
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    private void secretFile(String name, String secret) throws IOException {
        write(name, secret);
        mode(name, "rw-------");
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(home.resolve(name), String.join("\n", lines) + "\n");
    }

    private void mode(String name, String mode) throws IOException {
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString(mode));
    }
}
