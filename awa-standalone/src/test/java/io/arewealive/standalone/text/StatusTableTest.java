package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.node.Lifetime;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A16")
class StatusTableTest {

    private static final ClusterStatus MIXED = cluster(
            List.of(
                    node("db-1", NodeState.ONLINE, ""),
                    node("database-22", NodeState.OFFLINE, "unreachable"),
                    node("db-3", NodeState.SUSPECT, "silent for 0.6 s")),
            new Problem(Severity.CRITICAL, "database-22", "is offline", "look at its host"));

    @Test
    void the_table_has_aligned_columns() {
        assertEquals("""
                Cluster orders: 1 of 3 online, leader db-1, version 17; seen by db-1 at 2026-11-20T12:00:00Z
                Name         Host                     Port  Status   Role    Version  Since                 Reason
                db-1         db-1.example.com         7800  Online   leader  17       2026-11-20T11:58:30Z
                database-22  database-22.example.com  7800  Offline  voter   17       2026-11-20T11:58:30Z  unreachable
                db-3         db-3.example.com         7800  Suspect  voter   17       2026-11-20T11:58:30Z  silent for 0.6 s
                CRITICAL database-22: is offline
                  -> look at its host""", String.join("\n", StatusTable.lines(MIXED, false, false)));
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        List<String> plain = StatusTable.lines(MIXED, true, false);
        List<String> coloured = StatusTable.lines(MIXED, true, true);

        assertEquals(
                plain,
                coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[\\d*m", ""))
                        .toList());
        assertTrue(String.join("", coloured).contains("\u001b[31mOffline\u001b[0m"));
        assertTrue(String.join("", coloured).contains("\u001b[32mOnline\u001b[0m"));
        assertFalse(String.join("", plain).contains("\u001b"));
    }

    @Test
    void columns_that_say_nothing_are_left_out() {
        String header = StatusTable.lines(cluster(List.of(node("db-1", NodeState.ONLINE, ""))), false, false)
                .get(1);

        assertEquals("Name  Host              Port  Status  Role    Version  Since", header);
    }

    @Test
    void wide_shows_every_column() {
        String header = StatusTable.lines(MIXED, true, false).get(1);

        assertEquals(
                List.of(
                        "Name",
                        "Host",
                        "Port",
                        "Status",
                        "Role",
                        "Version",
                        "Latency",
                        "Offset",
                        "Since",
                        "Up",
                        "Last seen",
                        "Software",
                        "Lifetime",
                        "Id",
                        "Maintenance",
                        "Reason"),
                List.of(header.split(" {2,}")));
    }

    @Test
    @Tag("A18")
    void a_node_that_is_behind_and_a_clock_that_is_off_are_shown() {
        var late = node("db-2", NodeState.ONLINE, "", Lifetime.PERMANENT, 2, -1_500);

        String line = StatusTable.lines(cluster(List.of(late)), false, false).get(2);

        assertTrue(line.contains("15, behind by 2"), line);
        assertTrue(line.contains("-1500.0 ms"), line);
    }

    @Test
    void what_is_not_known_is_a_dash() {
        String line = StatusTable.lines(cluster(List.of(Pictures.unheard("db-9"))), true, false)
                .get(2);

        assertTrue(line.contains("Unknown  none  -        -        -"), line);
    }

    @Test
    void a_lost_quorum_and_a_stale_viewer_stand_in_the_first_line() {
        String line = StatusTable.lines(Pictures.cluster(List.of(), false, false), false, false)
                .get(0);

        assertTrue(line.contains("no leader, NO QUORUM, version 17, NOT SYNCED"), line);
    }

    @Test
    void text_from_elsewhere_cannot_steer_the_terminal() {
        var evil = node("db-1", NodeState.OFFLINE, "\u001b[2Jgone\nName");

        String all = String.join("\n", StatusTable.lines(cluster(List.of(evil)), false, false));

        assertFalse(all.contains("\u001b"), all);
        assertEquals(3, all.lines().count());
    }
}
