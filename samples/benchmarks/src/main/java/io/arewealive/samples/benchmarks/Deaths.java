package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A server is killed or stopped; from the signal until every survivor shows it. Leader and followers in turn. */
final class Deaths {

    private static final int CALM_MILLIS = 300;

    /** A server that was stopped grants the others more time for a while, and is not to be caught in that. */
    private static final int RECOVERY_MILLIS = 10_000;

    private final Bench bench;

    Deaths(Bench bench) {
        this.bench = bench;
    }

    void kills() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.start("--first");
                kills(cluster, profile, "");
            }
        }
        bench.peer("Hazelcast", () -> peer(JavaPeers.HAZELCAST, "KILL", Names.KILL));
        bench.peer("JGroups", () -> peer(JavaPeers.JGROUPS, "KILL", Names.KILL));
        bench.peer("etcd", () -> etcd(Etcd.Setup.SHIPPED, "KILL", Names.KILL_LED));
        bench.peer("etcd tuned", () -> etcd(Etcd.Setup.TUNED, "KILL", Names.KILL_LED));
    }

    void hangs() throws IOException, InterruptedException {
        for (String profile : bench.profiles()) {
            try (var cluster = AwaCluster.onLoopback(bench, profile, 3)) {
                cluster.start("--first");
                hangs(cluster, profile, "");
            }
        }
        bench.peer("JGroups", () -> peer(JavaPeers.JGROUPS, "STOP", Names.HANG));
        bench.peer("etcd tuned", () -> etcd(Etcd.Setup.TUNED, "STOP", Names.HANG_LED));
    }

    /** Each victim comes back, which is measured too. */
    void kills(AwaCluster cluster, String profile, String beside) throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        List<Double> led = new ArrayList<>();
        List<Double> back = new ArrayList<>();
        for (int i = 0; i < bench.rounds() * 2; i++) {
            ServerProcess victim = victim(cluster, i);
            die(cluster, victim, i % 2 == 0, "KILL", shown, led);
            victim.bury();
            long again = System.nanoTime();
            victim.start();
            back.add(Wait.millis(again, AwaCluster.serves(victim)));
            cluster.awaitWell();
        }
        bench.report().found(beside + Names.KILL, "ms", profile, shown);
        bench.report().found(beside + Names.KILL_LED, "ms", profile, led);
        bench.report().found(beside + Names.BACK, "ms", profile, back);
    }

    void hangs(AwaCluster cluster, String profile, String beside) throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        List<Double> led = new ArrayList<>();
        for (int i = 0; i < bench.rounds() * 2; i++) {
            ServerProcess victim = victim(cluster, i);
            die(cluster, victim, i % 2 == 0, "STOP", shown, led);
            victim.signal("CONT");
            cluster.awaitWell();
            Thread.sleep(RECOVERY_MILLIS);
        }
        bench.report().found(beside + Names.HANG, "ms", profile, shown);
        bench.report().found(beside + Names.HANG_LED, "ms", profile, led);
    }

    private static ServerProcess victim(AwaCluster cluster, int round) {
        ServerProcess leader = cluster.leader();
        return round % 2 == 0 ? leader : cluster.without(leader).get(round / 2 % 2);
    }

    private static void die(
            AwaCluster cluster,
            ServerProcess victim,
            boolean leads,
            String signal,
            List<Double> shown,
            List<Double> led)
            throws IOException, InterruptedException {
        List<ServerProcess> survivors = cluster.without(victim);
        calm();
        long begin = System.nanoTime();
        if (signal.equals("KILL")) {
            victim.kill();
        } else {
            victim.signal(signal);
        }
        shown.add(Wait.millis(begin, AwaCluster.shownOffline(survivors, victim.name(), begin)));
        if (leads) {
            led.add(Wait.millis(begin, AwaCluster.ledByAnother(survivors, victim.name(), begin)));
        }
    }

    /** A while that is not in step with anybody's beat. */
    private static void calm() throws InterruptedException {
        Thread.sleep(CALM_MILLIS + ThreadLocalRandom.current().nextInt(CALM_MILLIS));
    }

    private void peer(JavaPeers.Kind kind, String signal, String name) throws IOException, InterruptedException {
        List<Double> shown = new ArrayList<>();
        try (var peers = new JavaPeers(bench, kind, 3)) {
            peers.startAll();
            for (int i = 0; i < bench.rounds(); i++) {
                Lines victim = peers.members().get(i % 3);
                List<Lines> survivors =
                        peers.members().stream().filter(each -> each != victim).toList();
                calm();
                long begin = System.nanoTime();
                if (signal.equals("KILL")) {
                    victim.kill();
                } else {
                    victim.signal(signal);
                }
                shown.add(Wait.millis(begin, JavaPeers.missedBy(survivors, victim, begin)));
                peers.restart(i % 3);
            }
        }
        bench.report().peer(name, "ms", kind.label(), shown);
    }

    private void etcd(Etcd.Setup setup, String signal, String name) throws IOException, InterruptedException {
        List<Double> led = new ArrayList<>();
        try (var etcd = new Etcd(bench, setup)) {
            etcd.startAll();
            for (int i = 0; i < bench.rounds(); i++) {
                Etcd.Member leader = etcd.leader();
                calm();
                long begin = System.nanoTime();
                if (signal.equals("KILL")) {
                    leader.lines().kill();
                } else {
                    leader.lines().signal(signal);
                }
                led.add(Wait.millis(begin, etcd.electedWithout(leader, begin)));
                etcd.restart(leader);
            }
        }
        bench.report().peer(name, "ms", setup.label(), led);
    }
}
