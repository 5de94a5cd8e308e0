package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.JsonText.array;
import static io.arewealive.standalone.text.JsonText.number;
import static io.arewealive.standalone.text.JsonText.text;
import static io.arewealive.standalone.text.JsonText.time;

import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Problem;
import io.arewealive.status.Summary;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** The status for programs. Members never change their meaning within a {@code schema}; new ones may come. */
public final class StatusJson {

    private static final int SCHEMA = 1;

    private StatusJson() {}

    /** The whole picture. What is not known is {@code null}; what this version does not have is empty. */
    public static JsonObject of(ClusterStatus status) {
        return Json.createObjectBuilder()
                .add("schema", SCHEMA)
                .add("cluster", status.cluster())
                .add("takenAt", time(status.takenAt()))
                .add("viewer", status.viewer())
                .add("version", status.version())
                .add("synced", status.synced())
                .add("quorum", status.quorum())
                .add("leader", text(status.leader()))
                .add("term", status.term())
                .add("epoch", status.epoch())
                .add("master", JsonValue.NULL)
                .add("leaderships", JsonValue.EMPTY_JSON_ARRAY)
                .add(
                        "voters",
                        array(status.voters().stream().map(name -> text(name)).toList()))
                .add("security", status.security())
                .add(
                        "nodes",
                        array(status.nodes().stream().map(StatusJson::node).toList()))
                .add("summary", summary(status.summary()))
                .add("services", JsonValue.EMPTY_JSON_ARRAY)
                .add("checks", JsonValue.EMPTY_JSON_ARRAY)
                .add("packages", JsonValue.EMPTY_JSON_ARRAY)
                .add(
                        "problems",
                        array(status.problems().stream()
                                .map(StatusJson::problem)
                                .toList()))
                .build();
    }

    /** The same where nobody could be asked: a table from a file. What would be a claim on the present is {@code null}. */
    public static JsonObject lastKnown(ClusterStatus status) {
        return Json.createObjectBuilder(of(status))
                .add("quorum", JsonValue.NULL)
                .add("term", JsonValue.NULL)
                .add("epoch", JsonValue.NULL)
                .add("security", JsonValue.NULL)
                .build();
    }

    private static JsonObject node(NodeStatus node) {
        return Json.createObjectBuilder()
                .add("id", node.id().toString())
                .add("name", node.name())
                .add("host", node.host())
                .add("port", node.port())
                .add("status", node.state().word())
                .add("role", node.role().word())
                .add("lifetime", node.lifetime().name().toLowerCase(Locale.ROOT))
                .add("version", number(node.version()))
                .add("lag", number(node.lag()))
                .add("latencyMillis", number(node.latencyMillis()))
                .add("clockOffsetMillis", number(node.clockOffsetMillis()))
                .add("lastSeen", time(node.lastSeen()))
                .add("since", time(node.since()))
                .add("uptimeSeconds", number(node.uptimeSeconds()))
                .add("software", text(node.software()))
                .add("protocol", number(node.protocol()))
                .add("maintenance", maintenance(node.maintenance()))
                .add("execMode", JsonValue.NULL)
                .add("reason", node.reason())
                .build();
    }

    private static JsonValue maintenance(Optional<MaintenanceWindow> window) {
        return window.<JsonValue>map(w -> Json.createObjectBuilder()
                        .add("wholeCluster", w.wholeCluster())
                        .add("since", time(w.since()))
                        .add("until", time(w.until()))
                        .add("author", w.author())
                        .add("reason", w.reason())
                        .build())
                .orElse(JsonValue.NULL);
    }

    private static JsonObject summary(Summary summary) {
        return Json.createObjectBuilder()
                .add("total", summary.total())
                .add("online", summary.online())
                .add("suspect", summary.suspect())
                .add("offline", summary.offline())
                .add("left", summary.left())
                .add("unknown", summary.unknown())
                .build();
    }

    private static JsonObject problem(Problem problem) {
        return Json.createObjectBuilder()
                .add("severity", problem.severity().word())
                .add("subject", problem.subject())
                .add("message", problem.message())
                .add("remedy", problem.remedy())
                .build();
    }
}
