package io.arewealive.standalone.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Network namespaces on one bridge, each a host of its own. A direction is cut in silence: the sender is given a hardware address for
 * the other that nobody has. Needs root and iproute2, nothing else.
 */
final class Namespaces implements AutoCloseable {

    private static final String BRIDGE = "awa-proof";
    private static final String NOBODY = "02:00:00:00:00:99";

    private final int count;

    Namespaces(int count) {
        this.count = count;
        remove();
        ip("link add " + BRIDGE + " type bridge");
        ip("link set " + BRIDGE + " up");
        for (int number = 1; number <= count; number++) {
            String veth = BRIDGE + number;
            ip("netns add " + name(number));
            ip("link add " + veth + " type veth peer name eth0 netns " + name(number));
            ip("link set " + veth + " master " + BRIDGE + " up");
            in(number, "addr add " + address(number) + "/24 dev eth0");
            in(number, "link set eth0 up");
            in(number, "link set lo up");
        }
    }

    /** What stands in the way of having any here. */
    static Optional<String> obstacle() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("network namespaces need root: run mvn verify -Pnetns as root");
        }
        String probe = BRIDGE + "-probe";
        Optional<String> failed = run("ip netns add " + probe).or(() -> run("ip link add " + probe + " type bridge"));
        run("ip netns del " + probe);
        run("ip link del " + probe);
        return failed.map(why ->
                "this needs iproute2, and network namespaces and bridges, which a container may be denied: " + why);
    }

    private static String name(int number) {
        return BRIDGE + "-" + number;
    }

    static String address(int number) {
        return "10.77.0." + number;
    }

    /** A command that runs on that host. */
    static List<String> command(int number, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name(number)));
        whole.addAll(command);
        return whole;
    }

    /** Nothing from this host reaches that one any more; the other direction is as it was. */
    void cutOneWay(int from, int to) {
        in(from, "neigh replace " + address(to) + " lladdr " + NOBODY + " dev eth0 nud permanent");
    }

    void cut(int one, int other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    void isolate(int number) {
        for (int other = 1; other <= count; other++) {
            if (other != number) {
                cut(number, other);
            }
        }
    }

    void heal() {
        for (int number = 1; number <= count; number++) {
            in(number, "neigh flush nud permanent dev eth0");
        }
    }

    @Override
    public void close() {
        remove();
    }

    private void remove() {
        for (int number = 1; number <= count; number++) {
            run("ip link del " + BRIDGE + number); // a namespace takes its time to let go of its end
            run("ip netns del " + name(number));
        }
        run("ip link del " + BRIDGE);
    }

    private static void in(int number, String command) {
        ip("-n " + name(number) + " " + command);
    }

    private static void ip(String command) {
        run("ip " + command).ifPresent(why -> {
            throw new AssertionError(why);
        });
    }

    /** Why it failed, if it did. */
    private static Optional<String> run(String command) {
        try {
            Process process = new ProcessBuilder(command.split(" ", -1))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(command + ": " + said);
        } catch (IOException e) {
            return Optional.of(command + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
