package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.snmp4j.smi.OID;

/** Requests by SNMP to a server with 10,000 nodes in its table, and to Debian's snmpd with a table of 10,000 lines, in turn. */
final class SnmpReads {

    private static final int ROWS = 10_000;
    private static final int WARM_UP = 20_000;
    private static final int GETS = 5_000;
    private static final int CONSOLES = 4;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final OID UP = new OID("1.3.6.1.2.1.1.3.0");
    private static final OID NODE_NAME = new OID("1.3.6.1.4.1.8072.9999.9999.29537.1.2.1.2");
    private static final OID LINES = new OID(Snmpd.LINES);

    private final Bench bench;

    SnmpReads(Bench bench) {
        this.bench = bench;
    }

    /** What Nagios runs. OK, warning and critical are all answers. */
    private void checks(int port) throws IOException, InterruptedException {
        String plugin = bench.options().script().resolveSibling("check_awa").toString();
        String host = "127.0.0.1:" + port;
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < bench.rounds(); i++) {
            long begin = System.nanoTime();
            Children.run(
                    Set.of(0, 1, 2),
                    plugin,
                    "-H",
                    host,
                    "-u",
                    Console.NAME,
                    "-a",
                    "SHA-256",
                    "-A",
                    Console.AUTH_PASSWORD,
                    "-x",
                    "AES",
                    "-X",
                    Console.PRIV_PASSWORD);
            millis.add(Wait.millis(begin, System.nanoTime()));
        }
        bench.report().found(Names.CHECK, "ms", "default", millis);
    }

    private interface Kind {
        Console console(int port) throws IOException;
    }

    private record Agent(String name, int port, OID column) {}

    void measure() throws IOException, InterruptedException {
        int port = Ports.free();
        try (var server = ServerProcess.onLoopback(bench, bench.place("awa"), "db-1", "default");
                var snmpd = new Snmpd(bench, ROWS)) {
            Past.nodes(bench, server, "default", ROWS - 1);
            configure(server, port);
            server.start();
            AwaCluster.serves(server);
            var awa = new Agent("", port, NODE_NAME);
            var peer = new Agent("snmpd", snmpd.port(), LINES);
            measure(Names.V2C, Console::v2c, awa, peer);
            measure(Names.V3, Console::v3, awa, peer);
            checks(port);
        }
    }

    private static void configure(ServerProcess server, int port) throws IOException {
        server.set("AWA_SNMP_ENABLED", "true");
        server.set("AWA_SNMP_PORT", Integer.toString(port));
        server.set("AWA_SNMP_V2C_COMMUNITY", Console.NAME);
        Path secrets = server.directory().resolve("awa.properties");
        Files.createFile(secrets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secrets, """
                awa.snmp.users.%1$s.auth-password=%2$s
                awa.snmp.users.%1$s.priv-password=%3$s
                """.formatted(Console.NAME, Console.AUTH_PASSWORD, Console.PRIV_PASSWORD));
    }

    private void measure(String version, Kind kind, Agent... agents) throws IOException, InterruptedException {
        List<Found> all = new ArrayList<>();
        for (Agent agent : agents) {
            all.add(new Found(agent));
            Wait.until(agent + " answering", LOOK, () -> {
                try (var console = kind.console(agent.port())) {
                    return console.answeredGet(UP).length > 0;
                }
            });
            load(kind, agent, 1, WARM_UP);
            walk(kind, agent);
        }
        for (int round = 0; round < bench.rounds(); round++) {
            for (Found found : all) {
                Agent agent = found.agent;
                found.add(load(kind, agent, 1, GETS), load(kind, agent, CONSOLES, GETS), walk(kind, agent));
            }
        }
        all.forEach(found -> found.report(bench.report(), version));
    }

    private static Load load(Kind kind, Agent agent, int consoles, int gets) throws IOException, InterruptedException {
        List<Repeater> repeaters = new ArrayList<>();
        try {
            for (int i = 0; i < consoles; i++) {
                try (var console = kind.console(agent.port())) {
                    repeaters.add(new Repeater(agent.port(), console.answeredGet(UP)));
                }
            }
            Supplier<Repeater> next = new Supplier<>() {
                private int given;

                @Override
                public synchronized Repeater get() {
                    return repeaters.get(given++);
                }
            };
            ThreadLocal<Repeater> mine = ThreadLocal.withInitial(next);
            return Load.run(consoles, gets, n -> mine.get().ask());
        } finally {
            repeaters.forEach(Repeater::close);
        }
    }

    private static double walk(Kind kind, Agent agent) throws IOException {
        try (var console = kind.console(agent.port())) {
            console.answeredGet(UP);
            long begin = System.nanoTime();
            int rows = console.walk(agent.column());
            double millis = Wait.millis(begin, System.nanoTime());
            if (rows != ROWS) {
                throw new IllegalStateException(agent + " has " + rows + " rows");
            }
            return millis;
        }
    }

    /** Of one agent, a value for each round. */
    private static final class Found {

        private final Agent agent;
        private final List<Double> medians = new ArrayList<>();
        private final List<Double> late = new ArrayList<>();
        private final List<Double> aSecond = new ArrayList<>();
        private final List<Double> walks = new ArrayList<>();

        Found(Agent agent) {
            this.agent = agent;
        }

        void add(Load one, Load many, double walk) {
            medians.add(one.median() * 1_000);
            late.add(one.late() * 1_000);
            aSecond.add(many.aSecond());
            walks.add(walk);
        }

        void report(Report report, String version) {
            report(report, Names.GET + version, "us", medians);
            report(report, Names.GET_LATE + version, "us", late);
            report(report, Names.GETS + version, "a second", aSecond);
            report(report, Names.WALK + version, "ms", walks);
        }

        private void report(Report report, String name, String unit, List<Double> values) {
            if (agent.name().isEmpty()) {
                report.found(name, unit, "default", values);
            } else {
                report.peer(name, unit, agent.name(), values);
            }
        }
    }
}
