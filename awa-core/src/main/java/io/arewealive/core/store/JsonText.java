package io.arewealive.core.store;

import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.parsson.JsonProviderImpl;

/** Rows as the JSON text that people read in {@code nodes_changes.data} and {@code events.details}. One value has one text. */
final class JsonText {

    private static final JsonProvider JSON = new JsonProviderImpl();

    private JsonText() {}

    static String of(Node node) {
        return JSON.createObjectBuilder()
                .add("id", node.id().toString())
                .add("name", node.name())
                .add("host", node.host())
                .add("port", node.port())
                .add("lifetime", word(node.lifetime()))
                .add("votes", word(node.votes()))
                .add("witness", node.witness())
                .add("claimed", node.claimed())
                .add("pinned", node.pinned())
                .build()
                .toString();
    }

    static Node toNode(String text) {
        JsonObject json = parse(text);
        try {
            return new Node(
                    NodeId.parse(json.getString("id")),
                    json.getString("name"),
                    json.getString("host"),
                    json.getInt("port"),
                    constant(Lifetime.class, json.getString("lifetime")),
                    constant(Votes.class, json.getString("votes")),
                    json.getBoolean("witness"),
                    json.getBoolean("claimed"),
                    json.getBoolean("pinned"));
        } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
            throw new BadRow("not the JSON of a node: " + text, e);
        }
    }

    static String of(Map<String, String> details) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        new TreeMap<>(details).forEach(json::add);
        return json.build().toString();
    }

    static Map<String, String> toDetails(String text) {
        Map<String, String> details = new TreeMap<>();
        parse(text).forEach((key, value) -> {
            if (!(value instanceof JsonString string)) {
                throw new BadRow("the detail " + key + " is not a text: " + text);
            }
            details.put(key, string.getString());
        });
        return details;
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static JsonObject parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new BadRow("not a JSON object: " + text, e);
        }
    }
}
