package io.arewealive.core;

import static io.arewealive.core.TestCluster.awaiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.arewealive.Awa;
import io.arewealive.core.channel.ChannelOptions.Transport;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.EditOutcome;
import io.arewealive.status.NodeState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of day of one host jumps by hours, there and back: it is shown, and it changes nothing else. */
class ClockJumpIT {

    private static final Set<EventType> ALARMS = EnumSet.of(EventType.NODE_STATUS, EventType.LEADER);

    @TempDir
    private Path directory;

    /** A clock that somebody sets. */
    private static final class SetClock implements InstantSource {
        private volatile Duration offset = Duration.ZERO;

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(offset);
        }
    }

    @Test
    void nobody_is_lost_and_nobody_else_leads_when_a_clock_jumps() throws Exception {
        var clock = new SetClock();
        try (var cluster = new TestCluster(directory, Transport.TCP)) {
            cluster.byClock(clock).start("a", 18_190, true, 0);
            cluster.byClock(InstantSource.system()).start("b", 18_191, false, 18_190);
            cluster.start("c", 18_192, false, 18_190);
            cluster.settle("a", "b", "c");
            awaiting().until(() -> cluster.node("a").status().voters().size() == 3);
            awaiting().until(() -> all(cluster, NodeState.ONLINE));
            long term = cluster.node("b").status().term();
            List<String> alarms = listen(cluster);

            for (long hours : new long[] {6, 0, -30}) {
                clock.offset = Duration.ofHours(hours);
                awaiting()
                        .until(() ->
                                shown(cluster, "b").equals(hours == 0 ? "" : "its clock differs by " + hours * 3600));
                awaiting()
                        .during(Duration.ofMillis(800))
                        .until(() -> all(cluster, NodeState.ONLINE) && alarms.isEmpty());
                int port = (int) (1_000 + hours);
                for (String name : List.of("a", "b")) {
                    var outcome = cluster.node(name).nodes().add(name + port, "10.0.0.1", port);
                    assertInstanceOf(EditOutcome.Applied.class, outcome);
                }
            }
            cluster.settle("a", "b", "c");
            assertEquals(term, cluster.node("b").status().term());
            assertEquals(List.of(), alarms);
        }
    }

    private static List<String> listen(TestCluster cluster) {
        List<String> alarms = new CopyOnWriteArrayList<>();
        for (Awa awa : new ArrayList<>(cluster.nodes.values())) {
            awa.addListener(event -> note(event, alarms), EnumSet.allOf(EventStream.class));
        }
        return alarms;
    }

    private static void note(Event event, List<String> alarms) {
        if (ALARMS.contains(event.type())) {
            alarms.add(event.toString());
        }
    }

    private static boolean all(TestCluster cluster, NodeState state) {
        return cluster.nodes.keySet().stream()
                .allMatch(
                        viewer -> List.of("a", "b", "c").stream().allMatch(name -> cluster.sees(viewer, name, state)));
    }

    /** What is said of the clock of the node whose clock is another, to the second; empty if nothing is. */
    private static String shown(TestCluster cluster, String viewer) {
        return cluster.node(viewer).status().problems().stream()
                .filter(problem -> problem.subject().equals("a"))
                .map(problem -> problem.message())
                .filter(text -> text.contains("clock"))
                .map(text -> text.substring(0, text.indexOf('.')))
                .findFirst()
                .orElse("");
    }
}
