package io.arewealive.standalone;

import io.arewealive.standalone.demo.DemoCluster;
import io.arewealive.standalone.demo.DemoException;
import io.arewealive.standalone.demo.Launch;
import io.arewealive.standalone.text.StatusTable;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what AWA does with three real servers on this machine. */
@Command(
        name = "demo",
        description = "Start three servers on this machine and show their status.",
        footer = {
            "",
            "On a terminal it stays until Ctrl-C. With --once, or without a terminal, it kills one server, shows that, and"
                    + " brings it back. It leaves nothing behind."
        })
final class DemoVerb implements Callable<Integer> {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration NOTICE = Duration.ofSeconds(20);
    private static final int COUNT = 3;

    private final Shell shell;

    @Mixin
    private Printing printing = new Printing();

    @Option(names = "--once", description = "Go through it once and exit.")
    private boolean once;

    DemoVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoCluster cluster = DemoCluster.create(shell.servers(), Launch.likeThisProcess(Main.class), COUNT);
        var interrupted = new AtomicBoolean();
        var cleanUp = new Thread(
                () -> {
                    interrupted.set(true);
                    cluster.close();
                },
                "awa-demo-end");
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try (cluster) {
            startAll(cluster);
            if (once || !shell.terminal().asks() || !shell.terminal().shows()) {
                killAndRestart(cluster);
            } else {
                stay(cluster);
            }
            return Exit.DONE;
        } catch (DemoException e) {
            if (interrupted.get()) {
                return Exit.INTERRUPTED;
            }
            throw new CommandFailed(Exit.FAILED, "the demo failed: " + e.getMessage());
        }
    }

    private void startAll(DemoCluster cluster) throws InterruptedException {
        List<String> names = cluster.names();
        String first = names.get(0);
        shell.say("Starting three servers on this machine: " + String.join(", ", names) + " ...");
        cluster.start(first, "--first");
        cluster.await(first, "the start of " + first, START, status -> isOnline(status, first));
        for (String name : names.subList(1, names.size())) {
            cluster.start(name, "--join", cluster.address(first));
        }
        show(cluster.await(first, "all three online", START, DemoVerb::allOnline));
    }

    private void killAndRestart(DemoCluster cluster) throws InterruptedException {
        String viewer = cluster.names().get(0);
        String victim = cluster.names().get(COUNT - 1);
        shell.say("");
        shell.say("kill -9 " + cluster.pid(victim) + ", the process of " + victim + " ...");
        long killed = System.nanoTime();
        cluster.kill(victim);
        show(cluster.await(
                viewer, victim + " shown Offline", NOTICE, status -> state(status, victim) == NodeState.OFFLINE));
        shell.say("Noticed within " + seconds(killed) + " s.");
        shell.say("");
        shell.say("Starting " + victim + " again ...");
        long restarted = System.nanoTime();
        cluster.start(victim);
        show(cluster.await(viewer, "all three online again", START, DemoVerb::allOnline));
        shell.say("Back within " + seconds(restarted) + " s.");
    }

    private void stay(DemoCluster cluster) throws InterruptedException {
        String first = cluster.names().get(0);
        String last = cluster.names().get(COUNT - 1);
        shell.say("");
        shell.say("Look closer from another terminal:");
        shell.say("  awa status --watch --data " + cluster.data(first));
        shell.say("  kill -9 " + cluster.pid(last) + "      (the process of " + last + ")");
        shell.say("  jconsole " + cluster.pid(first) + "     (MBeans, io.arewealive, Cluster)");
        shell.say("  " + cluster.snmpwalk());
        shell.say("Ctrl-C ends the demo and removes all of it.");
        new CountDownLatch(1).await();
    }

    private void show(ClusterStatus status) {
        shell.print(StatusTable.lines(status, false, printing.colours(shell.terminal())));
    }

    private static boolean allOnline(ClusterStatus status) {
        return status.summary().online() == COUNT
                && status.summary().total() == COUNT
                && status.quorum()
                && status.nodes().stream().allMatch(node -> node.lag().orElse(0) == 0);
    }

    private static boolean isOnline(ClusterStatus status, String name) {
        return state(status, name) == NodeState.ONLINE;
    }

    private static NodeState state(ClusterStatus status, String name) {
        return status.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .map(node -> node.state())
                .orElse(NodeState.UNKNOWN);
    }

    private static String seconds(long sinceNanos) {
        return String.format(java.util.Locale.ROOT, "%.1f", (System.nanoTime() - sinceNanos) / 1e9);
    }
}
