package io.arewealive.standalone.elsewhere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.standalone.text.Health;
import io.arewealive.standalone.text.Pictures;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedTest {

    private static final NodeStatus DB_1 = Pictures.node("db-1", NodeState.ONLINE, "");
    private static final NodeStatus DB_2 = Pictures.node("db-2", NodeState.ONLINE, "");
    private static final Problem LOST = new Problem(Severity.CRITICAL, "db-9", "offline", "");
    private static final Problem KNOWN = new Problem(Severity.INFO, "cluster", "the loss of …", "");

    @Test
    void the_mark_stands_behind_what_is_worse_and_before_the_rest() {
        ClusterStatus marked = Marked.of(Pictures.cluster(List.of(DB_1, DB_2), LOST, KNOWN), "db-2", "db-1 at a:1");

        assertEquals(
                List.of("db-9", "db-2", "cluster"),
                marked.problems().stream().map(Problem::subject).toList());
        assertTrue(marked.problems().get(1).message().endsWith("this is what db-1 at a:1 sees"));
    }

    @Test
    void where_all_others_are_well_it_is_a_warning_that_the_server_here_is_not() {
        ClusterStatus marked = Marked.of(Pictures.cluster(List.of(DB_1, DB_2)), "db-2", "db-1 at a:1");

        assertEquals(Health.WARNING, Health.of(marked));
        assertEquals(marked.nodes(), List.of(DB_1, DB_2));
    }

    @Test
    void a_server_that_somebody_works_on_may_be_down() {
        ClusterStatus seen = Pictures.cluster(List.of(DB_1, Pictures.maintained(DB_2, false)));

        assertEquals(Health.OK, Health.of(Marked.of(seen, "db-2", "db-1 at a:1")));
    }
}
