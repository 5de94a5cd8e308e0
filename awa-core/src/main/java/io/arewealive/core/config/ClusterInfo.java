package io.arewealive.core.config;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code cluster_info.json} with {@code my_name}, {@code my_host} and {@code my_port}, the port as text or number. Other
 * members are left alone.
 */
final class ClusterInfo {

    static final String FILE = "cluster_info.json";

    private static final int MAX_BYTES = 64 << 10;
    private static final Map<String, String> KEYS = Map.of(
            "my_name", Keys.NAME.name(),
            "my_host", Keys.HOST.name(),
            "my_port", Keys.PORT.name());

    private final Path file;
    private final Problems problems;

    ClusterInfo(Path directory, Problems problems) {
        this.file = directory.resolve(FILE);
        this.problems = problems;
    }

    /** What the file says; nothing if there is none, and a problem if it is wrong. */
    Optional<Layer> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return parse().map(object -> {
            Map<String, String> origins = new TreeMap<>();
            KEYS.forEach((member, key) -> origins.put(key, FILE + " key " + member));
            return Layer.of(settings(object), key -> origins.getOrDefault(key, FILE));
        });
    }

    private Optional<JsonObject> parse() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return wrong(FILE, "has more than 64 KiB; it holds my_name, my_host and my_port only");
            }
            try (JsonParser parser = Json.createParser(Files.newInputStream(file))) {
                parser.next();
                JsonValue value = parser.getValue();
                return value instanceof JsonObject && !parser.hasNext()
                        ? Optional.of(value.asJsonObject())
                        : wrong(FILE, "must be an object: {\"my_name\": …, \"my_host\": …, \"my_port\": …}");
            }
        } catch (JsonParsingException e) {
            String place = FILE + ":" + e.getLocation().getLineNumber() + ":"
                    + e.getLocation().getColumnNumber();
            return wrong(place, "is not JSON: " + firstLine(String.valueOf(e.getMessage())));
        } catch (JsonException | IOException e) {
            return wrong(FILE, "cannot be read: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private Map<String, String> settings(JsonObject object) {
        Map<String, String> settings = new TreeMap<>();
        KEYS.forEach((member, key) -> {
            if (object.containsKey(member)) {
                text(object.get(member))
                        .ifPresentOrElse(
                                text -> settings.put(key, literal(text)),
                                () -> problems.error(
                                        key,
                                        FILE + " key " + member,
                                        "must be a text or a number, not "
                                                + object.get(member).getValueType()));
            }
        });
        return settings;
    }

    private static Optional<String> text(JsonValue value) {
        if (value instanceof JsonString string) {
            return Optional.of(string.getString().trim());
        }
        return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
    }

    /** The file knows no variables, so a dollar is a dollar. */
    private static String literal(String text) {
        return text.replace("${", "$${");
    }

    private <T> Optional<T> wrong(String origin, String message) {
        problems.error("file", origin, message);
        return Optional.empty();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
