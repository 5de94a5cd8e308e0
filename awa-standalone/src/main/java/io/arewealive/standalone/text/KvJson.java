package io.arewealive.standalone.text;

import static io.arewealive.standalone.text.JsonText.array;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvStats;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys, values, leases and outcomes for programs. A value is text in {@code value}, or if it is none, base64 in {@code bytes}. */
public final class KvJson {

    private KvJson() {}

    /** What a key holds. */
    public static JsonObject entry(String key, Reading.Found<Optional<KvEntry>> found) {
        JsonObjectBuilder json = reading(found, found.value().isPresent() ? "found" : "key-missing")
                .add("key", key);
        found.value().ifPresent(entry -> {
            value(json, entry.value());
            json.add("revision", entry.revision()).add("lease", entry.lease());
        });
        return json.build();
    }

    /** What lies below a directory. */
    public static JsonObject listing(
            String directory, boolean exists, List<String> children, Reading.Found<KvListing> found) {
        return reading(found, exists ? "found" : "directory-missing")
                .add("directory", directory)
                .add("children", array(children.stream().map(JsonText::text).toList()))
                .build();
    }

    /** Why a read has no answer. */
    public static JsonObject missed(Reading<?> reading) {
        var said = KvOutcomes.missed(reading);
        return Json.createObjectBuilder()
                .add("outcome", said.word())
                .add("message", said.message())
                .build();
    }

    /** What became of a write. */
    public static JsonObject outcome(KvOutcome outcome, KvOutcomes.Said said) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("outcome", said.word())
                .add("commandId", outcome.commandId().toString())
                .add("message", said.message());
        if (outcome instanceof KvOutcome.Done done) {
            json.add("revision", done.revision())
                    .add("lease", done.lease())
                    .add("already", done.already())
                    .add("copies", done.copies());
        } else if (outcome instanceof KvOutcome.AlreadySet already) {
            json.add("revision", already.revision());
        } else if (outcome instanceof KvOutcome.NoMatch noMatch) {
            json.add("revision", noMatch.revision());
        } else if (outcome instanceof KvOutcome.Refused refused) {
            json.add("reason", word(refused.reason()));
        }
        return json.build();
    }

    /** A change of a key. */
    public static JsonObject change(KvChange change) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("revision", change.revision())
                .add("time", JsonText.time(change.time()))
                .add("cause", word(change.cause()))
                .add("key", change.key());
        change.value().ifPresent(value -> value(json, value));
        return json.add("lease", change.lease()).add("author", change.author()).build();
    }

    /** Changes that are not known any more. */
    public static JsonObject lost(long after, long resumed) {
        return Json.createObjectBuilder()
                .add("cause", "lost")
                .add("after", after)
                .add("revision", resumed)
                .build();
    }

    /** How the store stands. */
    public static JsonObject stats(KvStats stats) {
        return Json.createObjectBuilder()
                .add("revision", stats.revision())
                .add("floor", stats.floor())
                .add("keys", stats.keys())
                .add("bytes", stats.bytes())
                .add("maxBytes", stats.maxBytes())
                .add("leases", stats.leases())
                .add("lastLease", stats.lastLease())
                .build();
    }

    /** The leases that stand. */
    public static JsonObject leases(List<KvLease> leases) {
        return RecordJson.list(
                "leases",
                leases.stream()
                        .map(lease -> Json.createObjectBuilder()
                                .add("lease", lease.lease())
                                .add("timeToLiveMillis", lease.timeToLive().toMillis())
                                .add("keys", lease.keys())
                                .add("owner", lease.owner())
                                .build())
                        .toList());
    }

    private static JsonObjectBuilder reading(Reading.Found<?> found, String outcome) {
        return Json.createObjectBuilder()
                .add("outcome", outcome)
                .add("consistency", found.consistency().word())
                .add("storeRevision", found.revision())
                .add(
                        "ageMillis",
                        found.age()
                                .<JsonValue>map(age -> Json.createValue(age.toMillis()))
                                .orElse(JsonValue.NULL));
    }

    private static void value(JsonObjectBuilder json, KvValue value) {
        value.utf8()
                .ifPresentOrElse(
                        text -> json.add("value", text),
                        () -> json.add("bytes", Base64.getEncoder().encodeToString(value.bytes())));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
