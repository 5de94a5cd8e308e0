package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of processes that run a peer's library, each of which prints its view of the members whenever that changes. */
final class JavaPeers implements AutoCloseable {

    /**
     * Which library, and how it is set up.
     *
     * @param label how it is called in the table
     * @param main the class that runs it
     * @param setup what that class is told
     */
    record Kind(String label, String main, String setup) {}

    static final Kind HAZELCAST = new Kind("Hazelcast", "HazelcastPeer", "shipped");
    static final Kind JGROUPS = new Kind("JGroups tuned", "JGroupsPeer", "tuned");

    private static final String VIEW = "VIEW ";
    /** JGroups opens a second port that far above the first one. */
    private static final int SECOND_PORT = 100;

    private final Bench bench;
    private final Kind kind;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Lines> members = new ArrayList<>();

    JavaPeers(Bench bench, Kind kind, int size) throws IOException {
        this.bench = bench;
        this.kind = kind;
        for (int i = 0; i < size; i++) {
            ports.add(Ports.freeWith(SECOND_PORT));
        }
    }

    void startAll() throws IOException, InterruptedException {
        for (int i = 0; i < ports.size(); i++) {
            members.add(start(i));
            serves(members.get(i));
        }
        awaitWell();
    }

    /** One more process for the i-th place. */
    Lines start(int i) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-Djava.net.preferIPv4Stack=true"));
        command.addAll(List.of("-cp", bench.options().peers() + "/*"));
        command.add("io.arewealive.samples.benchmarks.peers." + kind.main());
        command.addAll(List.of(name(i), Integer.toString(ports.get(i)), seeds(), kind.setup()));
        return Lines.start(name(i), bench.place("peer"), command);
    }

    /** Starts the i-th again, after its end. */
    void restart(int i) throws IOException, InterruptedException {
        members.get(i).close();
        members.set(i, start(i));
        awaitWell();
    }

    List<Lines> members() {
        return members;
    }

    long serves(Lines member) throws InterruptedException {
        return member.await("READY", member.begin(), "READY"::equals);
    }

    /** When each of these had a view without this one. */
    static long missedBy(List<Lines> survivors, Lines victim, long since) throws InterruptedException {
        long last = since;
        for (Lines survivor : survivors) {
            last = Math.max(
                    last,
                    survivor.await(
                            "a view without " + victim.name(),
                            since,
                            line -> line.startsWith(VIEW) && !names(line).contains(victim.name())));
        }
        return last;
    }

    void awaitWell() {
        Wait.until(
                "all members of " + kind.label() + " seeing all",
                java.time.Duration.ofMillis(20),
                () -> members.stream()
                        .allMatch(member -> names(member.last(VIEW)).size() == ports.size()));
    }

    private static List<String> names(String view) {
        return view.isEmpty()
                ? List.of()
                : List.of(view.substring(VIEW.length()).split(" ", -1));
    }

    private static String name(int i) {
        return "n" + (i + 1);
    }

    private String seeds() {
        return IntStream.range(0, ports.size())
                .mapToObj(i -> Integer.toString(ports.get(i)))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        members.forEach(Lines::close);
    }
}
