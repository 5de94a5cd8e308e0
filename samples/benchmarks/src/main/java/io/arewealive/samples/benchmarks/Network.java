package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Network namespaces on a bridge, each of which can be unplugged: no link goes down, its packets are lost. Needs root. */
final class Network implements AutoCloseable {

    private static final String NET = "10.213.78.";

    private final String prefix = "awa" + ProcessHandle.current().pid() % 100_000;
    private final int size;
    private final List<List<String>> undo = new ArrayList<>();

    Network(int size) throws IOException, InterruptedException {
        this.size = size;
        try {
            make();
        } catch (IOException | IllegalStateException e) {
            close();
            throw e;
        }
    }

    private void make() throws IOException, InterruptedException {
        run("ip", "link", "add", bridge(), "type", "bridge", "forward_delay", "0", "mcast_snooping", "0");
        undo.add(0, List.of("ip", "link", "del", bridge()));
        run("ip", "link", "set", bridge(), "up");
        for (int i = 0; i < size; i++) {
            run("ip", "netns", "add", space(i));
            undo.add(0, List.of("ip", "netns", "del", space(i)));
            run("ip", "link", "add", plug(i), "type", "veth", "peer", "name", "eth0", "netns", space(i));
            undo.add(0, List.of("ip", "link", "del", plug(i)));
            plug(i, true);
            run("ip", "link", "set", plug(i), "up");
            run("ip", "-n", space(i), "addr", "add", address(i) + "/24", "dev", "eth0");
            run("ip", "-n", space(i), "link", "set", "lo", "up");
            run("ip", "-n", space(i), "link", "set", "eth0", "up");
        }
    }

    static String address(int i) {
        return NET + (i + 1);
    }

    /** What to put before a command that is to run in the i-th namespace. */
    List<String> inside(int i) {
        return List.of("ip", "netns", "exec", space(i));
    }

    /** Plugs the i-th namespace in, or unplugs it. */
    void plug(int i, boolean in) throws IOException, InterruptedException {
        if (in) {
            run("ip", "link", "set", plug(i), "master", bridge());
        } else {
            run("ip", "link", "set", plug(i), "nomaster");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Children.run(command);
    }

    private String bridge() {
        return prefix + "br";
    }

    private String plug(int i) {
        return prefix + "v" + i;
    }

    private String space(int i) {
        return prefix + "n" + i;
    }

    @Override
    public void close() {
        for (List<String> command : undo) {
            try {
                run(command.toArray(String[]::new));
            } catch (IOException | IllegalStateException e) {
                System.err.println("run: " + String.join(" ", command) + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
