package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server's cable is pulled, its link stays up; until both others show it Offline, and, plugged in again, until all show all. */
final class Heals {

    private static final int APART_MILLIS = 3_000;
    private static final String ALL_WELL = "SHOWS synced quorum online db-1 db-2 db-3 offline  end";

    private final Bench bench;

    Heals(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException, InterruptedException {
        Network network;
        try {
            network = new Network(3);
        } catch (IOException | IllegalStateException e) {
            bench.report()
                    .note("\"" + Names.CUT + "\" and \"" + Names.HEAL + "\", which need root and network namespaces ("
                            + e.getMessage() + ")");
            return;
        }
        try (network) {
            for (String profile : bench.profiles()) {
                measure(network, profile);
            }
        }
    }

    private void measure(Network network, String profile) throws IOException, InterruptedException {
        Path directory = bench.place("awa");
        List<ServerProcess> servers = new ArrayList<>();
        List<Lines> tellers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                ServerProcess server = ServerProcess.inside(
                        network.inside(i), bench, directory, "db-" + (i + 1), profile, Network.address(i));
                servers.add(server);
                if (i == 0) {
                    server.start("--first");
                } else {
                    server.start("--join", servers.get(0).address());
                }
                server.awaitServing();
                tellers.add(teller(network, i, server));
            }
            for (Lines teller : tellers) {
                teller.await("what the server shows", teller.begin(), line -> line.startsWith("SHOWS"));
            }
            measure(network, tellers, profile);
        } finally {
            tellers.forEach(Lines::close);
            servers.forEach(ServerProcess::close);
        }
    }

    private Lines teller(Network network, int i, ServerProcess server) throws IOException {
        List<String> command = new ArrayList<>(network.inside(i));
        command.addAll(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Teller.class.getName(), server.data().toString()));
        return Lines.start("teller-" + server.name(), server.directory(), command);
    }

    private void measure(Network network, List<Lines> tellers, String profile)
            throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        List<Double> healed = new ArrayList<>();
        allWell(tellers);
        for (int i = 0; i < bench.rounds(); i++) {
            int victim = i % 3;
            Thread.sleep(500 + ThreadLocalRandom.current().nextInt(500));
            long cut = System.nanoTime();
            network.plug(victim, false);
            for (int other = 0; other < 3; other++) {
                if (other != victim) {
                    long at = tellers.get(other)
                            .await(
                                    "db-" + (victim + 1) + " offline",
                                    cut,
                                    line -> line.contains(" offline db-" + (victim + 1) + " end"));
                    shown.add(Wait.millis(cut, at));
                }
            }
            Thread.sleep(APART_MILLIS + ThreadLocalRandom.current().nextInt(1_000));
            long plugged = System.nanoTime();
            network.plug(victim, true);
            healed.add(Wait.millis(plugged, allWell(tellers)));
        }
        bench.report().found(Names.CUT, "ms", profile, shown);
        bench.report().found(Names.HEAL, "ms", profile, healed);
    }

    /** When the last of them began to show that all is well. */
    private static long allWell(List<Lines> tellers) {
        return Wait.until(
                "all servers showing all Online",
                java.time.Duration.ofMillis(1),
                () -> tellers.stream().allMatch(teller -> teller.last("SHOWS").equals(ALL_WELL)));
    }
}
