package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Net-SNMP's agent as a process of its own, with the groups that Debian leaves out left out, and a table of as many lines as wanted. */
final class Snmpd implements AutoCloseable {

    /** The lines of what {@code extend} runs, a row for each. */
    static final String LINES = "1.3.6.1.4.1.8072.1.3.2.4.1.2";

    private final Lines lines;
    private final int port;

    Snmpd(Bench bench, int rows) throws IOException {
        port = Ports.free();
        Path directory = bench.place("snmpd");
        Path config = directory.resolve("snmpd.conf");
        Files.writeString(config, """
                rocommunity %1$s 127.0.0.1
                createUser %1$s SHA-256 %2$s AES %3$s
                rouser %1$s priv
                extend rows /usr/bin/seq -f node-%%.0f %4$d
                """.formatted(Console.NAME, Console.AUTH_PASSWORD, Console.PRIV_PASSWORD, rows));
        lines = Lines.start(
                "snmpd",
                directory,
                List.of(
                        "snmpd",
                        "-f",
                        "-Le",
                        "-C",
                        "-c",
                        config.toString(),
                        "-I",
                        "-smux,mteTrigger,mteTriggerConf",
                        "--persistentDir=" + directory.resolve("state"),
                        "udp:127.0.0.1:" + port));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        lines.close();
    }
}
