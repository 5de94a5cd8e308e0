package io.arewealive.standalone.text;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Small steps between Java values and JSON. */
public final class JsonText {

    private static final int DECIMALS = 3;
    private static final Pattern CONTROLS = Pattern.compile("[\\x7f-\\x9f]");

    private JsonText() {}

    /** The object over several lines, for people who read JSON. */
    public static String pretty(JsonObject object) {
        return write(object, Map.of(JsonGenerator.PRETTY_PRINTING, true)).strip();
    }

    /** The object on one line. */
    public static String line(JsonObject object) {
        return write(object, Map.of());
    }

    static JsonValue text(String text) {
        return Json.createValue(text);
    }

    static JsonValue text(Optional<String> text) {
        return text.map(JsonText::text).orElse(JsonValue.NULL);
    }

    static JsonValue time(Instant time) {
        return text(time.toString());
    }

    static JsonValue time(Optional<Instant> time) {
        return time.map(JsonText::time).orElse(JsonValue.NULL);
    }

    static JsonValue number(OptionalLong number) {
        return number.isPresent() ? Json.createValue(number.getAsLong()) : JsonValue.NULL;
    }

    static JsonValue number(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble())
                ? decimal(number.getAsDouble())
                : JsonValue.NULL;
    }

    static JsonValue array(Collection<? extends JsonValue> values) {
        var array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private static JsonNumber decimal(double number) {
        return Json.createValue(BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static String write(JsonObject object, Map<String, ?> settings) {
        var text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(settings).createWriter(text)) {
            writer.writeObject(object);
        }
        return escaped(text.toString());
    }

    /** What is left of the control characters, which could steer a terminal, as JSON may write them too. */
    private static String escaped(String json) {
        return CONTROLS.matcher(json)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }
}
