package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.JsonText.array;
import static io.arewealive.standalone.text.JsonText.time;

import io.arewealive.standalone.history.History;
import io.arewealive.standalone.history.NodeHistory;
import io.arewealive.standalone.history.Outage;
import io.arewealive.standalone.history.Span;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** A history for programs. */
public final class HistoryJson {

    private static final int SCHEMA = 1;

    private HistoryJson() {}

    /** The whole answer. What is not known is {@code null}; an outage that goes on has no {@code to}. */
    public static JsonObject of(History history) {
        return Json.createObjectBuilder()
                .add("schema", SCHEMA)
                .add("asked", time(history.asked()))
                .add("known", time(history.known()))
                .add("until", time(history.until()))
                .add(
                        "unwatched",
                        array(history.unwatched().stream()
                                .map(span -> span(span).build())
                                .toList()))
                .add(
                        "nodes",
                        array(history.nodes().stream().map(HistoryJson::node).toList()))
                .build();
    }

    private static JsonObject node(NodeHistory node) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", node.id().toString())
                .add("name", node.name())
                .add("since", time(node.since()));
        node.availability()
                .ifPresentOrElse(
                        percent -> json.add("availabilityPercent", percent),
                        () -> json.add("availabilityPercent", JsonValue.NULL));
        return json.add("downMillis", node.down().toMillis())
                .add("unknownMillis", node.unknown().toMillis())
                .add(
                        "outages",
                        array(node.outages().stream().map(HistoryJson::outage).toList()))
                .build();
    }

    private static JsonObject outage(Outage outage) {
        JsonObjectBuilder json = span(outage.span());
        if (!outage.over()) {
            json.add("to", JsonValue.NULL);
        }
        return json.add("reason", outage.reason()).build();
    }

    private static JsonObjectBuilder span(Span span) {
        return Json.createObjectBuilder()
                .add("from", time(span.from()))
                .add("to", time(span.to()))
                .add("millis", span.length().toMillis());
    }
}
