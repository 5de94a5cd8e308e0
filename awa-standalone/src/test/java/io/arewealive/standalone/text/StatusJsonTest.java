package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.status.NodeState;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A17")
class StatusJsonTest {

    private static final JsonObject JSON = StatusJson.of(cluster(
            List.of(node("db-1", NodeState.ONLINE, ""), Pictures.unheard("db-9")),
            new Problem(Severity.WARNING, "db-9", "was never heard", "start it")));

    @Test
    void every_member_of_the_schema_is_there() {
        assertEquals(
                List.of(
                        "schema",
                        "cluster",
                        "takenAt",
                        "viewer",
                        "version",
                        "synced",
                        "quorum",
                        "leader",
                        "term",
                        "epoch",
                        "master",
                        "leaderships",
                        "voters",
                        "security",
                        "nodes",
                        "summary",
                        "services",
                        "checks",
                        "packages",
                        "problems"),
                List.copyOf(JSON.keySet()));
        assertEquals(
                List.of(
                        "id",
                        "name",
                        "host",
                        "port",
                        "status",
                        "role",
                        "lifetime",
                        "version",
                        "lag",
                        "latencyMillis",
                        "clockOffsetMillis",
                        "lastSeen",
                        "since",
                        "uptimeSeconds",
                        "software",
                        "protocol",
                        "maintenance",
                        "execMode",
                        "reason"),
                List.copyOf(JSON.getJsonArray("nodes").getJsonObject(0).keySet()));
    }

    @Test
    void values_have_their_types() {
        JsonObject node = JSON.getJsonArray("nodes").getJsonObject(0);

        assertEquals(1, JSON.getInt("schema"));
        assertEquals("2026-11-20T12:00:00Z", JSON.getString("takenAt"));
        assertEquals("db-1", JSON.getString("leader"));
        assertEquals("online", node.getString("status"));
        assertEquals("leader", node.getString("role"));
        assertEquals("permanent", node.getString("lifetime"));
        assertEquals("0.400", node.getJsonNumber("latencyMillis").toString());
        assertEquals(5_025, node.getInt("uptimeSeconds"));
    }

    @Test
    void what_is_not_known_is_null_and_never_zero() {
        JsonObject unheard = JSON.getJsonArray("nodes").getJsonObject(1);

        for (String member : List.of("version", "lag", "latencyMillis", "lastSeen", "uptimeSeconds", "software")) {
            assertEquals(JsonValue.NULL, unheard.get(member), member);
        }
        assertEquals("unknown", unheard.getString("status"));
    }

    @Test
    void the_summary_counts_and_problems_carry_remedies() {
        assertEquals(
                "{\"total\":2,\"online\":1,\"suspect\":0,\"offline\":0,\"left\":0,\"unknown\":1}",
                JsonText.line(JSON.getJsonObject("summary")));
        assertEquals(
                "{\"severity\":\"warning\",\"subject\":\"db-9\",\"message\":\"was never heard\",\"remedy\":\"start it\"}",
                JsonText.line(JSON.getJsonArray("problems").getJsonObject(0)));
    }

    @Test
    void what_is_printed_can_be_read_again() {
        assertEquals(
                JSON, Json.createReader(new StringReader(JsonText.pretty(JSON))).readObject());
        assertEquals(1, JsonText.line(JSON).lines().count());
    }
}
