package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.JsonText.array;
import static io.arewealive.standalone.text.JsonText.time;

import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import io.arewealive.event.Event;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** Nodes, changes, events, settings and outcomes for programs. */
public final class RecordJson {

    private RecordJson() {}

    /** A row of the table. */
    public static JsonObject node(Node node) {
        return Json.createObjectBuilder()
                .add("id", node.id().toString())
                .add("name", node.name())
                .add("host", node.host())
                .add("port", node.port())
                .add("lifetime", word(node.lifetime()))
                .add("votes", word(node.votes()))
                .add("witness", node.witness())
                .add("claimed", node.claimed())
                .add("pinned", node.pinned())
                .build();
    }

    /** The table at one version. */
    public static JsonObject nodes(long version, List<Node> nodes) {
        return Json.createObjectBuilder()
                .add("version", version)
                .add("nodes", array(nodes.stream().map(RecordJson::node).toList()))
                .build();
    }

    /** A numbered edit. */
    public static JsonObject change(NodeChange change) {
        return Json.createObjectBuilder()
                .add("version", change.version())
                .add("action", change.action().name())
                .add("nodeId", change.nodeId().toString())
                .add("data", change.data().<JsonValue>map(RecordJson::node).orElse(JsonValue.NULL))
                .add("commandId", change.commandId().toString())
                .add("time", time(change.time()))
                .add("author", change.author())
                .add("hash", change.hash().toString())
                .build();
    }

    /** The changes, or the whole table where they are no longer kept. */
    public static JsonObject changes(ChangesSince since) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("version", since.version());
        if (since instanceof ChangesSince.Changes changes) {
            json.add(
                    "changes",
                    array(changes.changes().stream().map(RecordJson::change).toList()));
        } else if (since instanceof ChangesSince.Snapshot snapshot) {
            json.add("floor", snapshot.floor())
                    .add("hash", snapshot.hash().toString())
                    .add(
                            "nodes",
                            array(snapshot.nodes().stream()
                                    .map(RecordJson::node)
                                    .toList()));
        }
        return json.build();
    }

    /** Something that happened. */
    public static JsonObject event(Event event) {
        JsonObjectBuilder details = Json.createObjectBuilder();
        event.details().forEach(details::add);
        return Json.createObjectBuilder()
                .add("stream", word(event.stream()))
                .add("number", event.number())
                .add("time", time(event.time()))
                .add("type", event.type().id())
                .add("severity", event.severity().word())
                .add("subject", event.subject())
                .add("message", event.message())
                .add("details", details)
                .build();
    }

    /** An effective setting. */
    public static JsonObject setting(Setting setting) {
        return Json.createObjectBuilder()
                .add("key", setting.key())
                .add("value", setting.value())
                .add("origin", setting.origin())
                .add("clusterWide", setting.clusterWide())
                .add("description", setting.description())
                .build();
    }

    /** What is wrong with a configuration. */
    public static JsonObject problem(ConfigProblem problem) {
        return Json.createObjectBuilder()
                .add("key", problem.key())
                .add("origin", problem.origin())
                .add("message", problem.message())
                .build();
    }

    /** What became of an edit. */
    public static JsonObject outcome(EditOutcome outcome) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("outcome", Outcomes.word(outcome))
                .add("commandId", outcome.commandId().toString())
                .add("message", Outcomes.message(outcome));
        if (outcome instanceof EditOutcome.Applied applied) {
            json.add("version", applied.version())
                    .add("already", applied.already())
                    .add("copies", applied.copies());
        } else if (outcome instanceof EditOutcome.Refused refused) {
            json.add("reason", word(refused.reason()));
        }
        return json.build();
    }

    /** What is known of a command. */
    public static JsonObject fate(Fate fate) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("outcome", Outcomes.word(fate));
        if (fate instanceof Fate.Applied applied) {
            json.add("version", applied.version());
        }
        return json.add("message", Outcomes.message(fate)).build();
    }

    /** An object with one list. */
    public static JsonObject list(String name, List<JsonObject> values) {
        return Json.createObjectBuilder().add(name, array(values)).build();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
