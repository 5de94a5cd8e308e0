package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.jmx.shape.StatusLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusLinesTest {

    @Test
    void the_lines_show_every_node_in_columns_then_problems_then_who_looked() {
        assertEquals(
                List.of(
                        "demo: 1 of 3 online, quorum, leader web-1",
                        "Name   Host       Port  Status   Role    Version  Latency  Since                 Reason",
                        "web-1  127.0.0.1  7800  Online   leader  3        -        2026-01-02T11:59:00Z",
                        "web-2  127.0.0.1  7801  Suspect  voter   2 (-1)   0.4 ms   2026-01-02T11:59:00Z  silent for 3.1 s",
                        "web-3  127.0.0.1  7802  Unknown  none    -        -        2026-01-02T11:59:00Z",
                        "warning  web-2: silent for 3.1 s; look whether its process is paused",
                        "seen by web-1 at 2026-01-02T12:00:00Z, table version 3"),
                StatusLines.of(FakeAwa.threeNodes().status()));
    }
}
