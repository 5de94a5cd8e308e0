package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.node.Lifetime;
import io.arewealive.status.NodeState;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A17")
class HealthTest {

    @ParameterizedTest
    @CsvSource({
        "ONLINE,PERMANENT,0,0",
        "ONLINE,PERMANENT,3,1",
        "SUSPECT,PERMANENT,0,1",
        "LEFT,PERMANENT,0,1",
        "UNKNOWN,PERMANENT,0,1",
        "OFFLINE,EPHEMERAL,0,1",
        "OFFLINE,PERMANENT,0,2"
    })
    void the_exit_code_tells_the_worst_node(NodeState state, Lifetime lifetime, long lag, int code) {
        var nodes = List.of(node("db-1", NodeState.ONLINE, ""), node("db-2", state, "", lifetime, lag, 0));

        assertEquals(code, Health.of(cluster(nodes)).exitCode());
    }

    @Test
    void no_quorum_is_critical_and_a_stale_viewer_a_warning() {
        var nodes = List.of(node("db-1", NodeState.ONLINE, ""));

        assertEquals(Health.CRITICAL, Health.of(Pictures.cluster(nodes, true, false)));
        assertEquals(Health.WARNING, Health.of(Pictures.cluster(nodes, false, true)));
    }

    @Test
    void who_is_in_maintenance_makes_nothing_worse() {
        var down = Pictures.maintained(node("db-2", NodeState.OFFLINE, ""), false);
        var up = node("db-1", NodeState.ONLINE, "");

        assertEquals(Health.OK, Health.of(cluster(List.of(up, down))));
        assertEquals(Health.CRITICAL, Health.of(Pictures.cluster(List.of(up, down), true, false)));
        var whole = List.of(Pictures.maintained(up, true), Pictures.maintained(down, true));
        assertEquals(Health.OK, Health.of(Pictures.cluster(whole, false, false)));
    }

    @ParameterizedTest
    @CsvSource({"INFO,OK", "WARNING,WARNING", "CRITICAL,CRITICAL"})
    void a_problem_counts_as_much_as_it_says(Severity severity, Health health) {
        var nodes = List.of(node("db-1", NodeState.ONLINE, ""));

        assertEquals(health, Health.of(cluster(nodes, new Problem(severity, "store", "m", "r"))));
    }
}
