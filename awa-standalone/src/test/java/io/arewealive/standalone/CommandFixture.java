package io.arewealive.standalone;

import io.arewealive.core.config.Sources;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands against a made-up server, with a made-up terminal. */
final class CommandFixture {

    final FakeServers servers = new FakeServers();

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private boolean terminal;
    private String typed = "";

    CommandFixture(Path home) {
        this.home = home;
    }

    /** What a command said and returned. */
    record Run(int code, String out, String err) {}

    CommandFixture onTerminal(String input) {
        terminal = true;
        typed = input;
        return this;
    }

    CommandFixture variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Run run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.commands(shell(out, err), arguments).execute(arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Shell shell(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        var screen = new Terminal(
                terminal,
                terminal,
                environment.containsKey("NO_COLOR"),
                new BufferedReader(new StringReader(typed)),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return new Shell(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen,
                servers,
                () -> new Sources(Map.of(), environment, home, home.resolve("etc"), "build-7"));
    }
}
