package io.arewealive.standalone.text;

import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.log.MemberOutcome;
import io.arewealive.node.EditOutcome;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The replicated log and its members, for people and for programs. */
public final class LogText {

    private LogText() {}

    /** The members in columns. */
    public static Columns table(LogStatus status) {
        var columns =
                new Columns("Name", "Role", "State", "Seat", status.isLeader() ? "Match" : "Applied", "Lag", "Heard");
        for (LogMember member : status.members()) {
            columns.row(
                    member.name(),
                    word(member.role()),
                    word(member.state()),
                    seat(member),
                    number(member.match()),
                    number(member.lag()),
                    member.name().equals(status.viewer()) ? "" : heard(member.lastContact()));
        }
        return columns;
    }

    /** How to read the columns, where they are not the leader's. */
    public static Optional<String> note(LogStatus status) {
        if (status.isLeader()) {
            return Optional.empty();
        }
        return Optional.of("as " + status.viewer() + " sees it"
                + status.leader()
                        .map(leader -> "; what each has on its disk only " + leader + ", the leader, knows")
                        .orElse("; no leader is known"));
    }

    /** The log in lines. */
    public static List<String> lines(LogStatus status) {
        var disk = status.disk();
        return List.of(
                "seen by   " + status.viewer(),
                "leader    " + status.leader().orElse("none is known") + (status.quorum() ? "" : ", NO QUORUM"),
                "term      " + status.term() + (status.epoch() > 1 ? ", epoch " + status.epoch() : ""),
                "commit    " + status.commit(),
                "applied   " + status.applied(),
                "entries   " + status.firstIndex() + " to " + status.lastIndex(),
                "snapshot  "
                        + (disk.snapshotIndex() == 0
                                ? "none"
                                : "index " + disk.snapshotIndex() + ", " + size(disk.snapshotBytes())
                                        + disk.snapshotTime()
                                                .map(time -> ", " + time.truncatedTo(ChronoUnit.SECONDS))
                                                .orElse("")),
                "on disk   " + disk.segments() + " segments, " + size(disk.bytes())
                        + disk.failure()
                                .map(why -> "; NOT WRITTEN ANY MORE: " + why)
                                .orElse(""),
                "voters    " + String.join(", ", status.voters()) + (status.joint() ? " (changing)" : ""),
                "");
    }

    private static String size(long bytes) {
        if (bytes < 1 << 20) {
            return (bytes + 1023) / 1024 + " KiB";
        }
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    private static String seat(LogMember member) {
        return member.witness() && member.votes().mayVote() ? "witness" : word(member.votes());
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static String heard(Optional<Instant> time) {
        return time.map(at -> {
                    Duration ago = Duration.between(at, Instant.now());
                    return ago.compareTo(Duration.ofSeconds(2)) < 0 ? "now" : ago.toSeconds() + " s ago";
                })
                .orElse("never");
    }

    /** The log for programs. */
    public static JsonObject json(LogStatus status) {
        var disk = status.disk();
        return Json.createObjectBuilder(members(status))
                .add("quorum", status.quorum())
                .add("term", status.term())
                .add("epoch", status.epoch())
                .add("commit", status.commit())
                .add("applied", status.applied())
                .add("firstIndex", status.firstIndex())
                .add("lastIndex", status.lastIndex())
                .add("snapshotIndex", disk.snapshotIndex())
                .add("snapshotTime", disk.snapshotTime().map(Instant::toString).orElse(""))
                .add("snapshotBytes", disk.snapshotBytes())
                .add("segments", disk.segments())
                .add("diskBytes", disk.bytes())
                .add("diskFailure", disk.failure().orElse(""))
                .build();
    }

    /** The members for programs. */
    public static JsonObject members(LogStatus status) {
        JsonArrayBuilder members = Json.createArrayBuilder();
        status.members().forEach(member -> members.add(member(member)));
        return Json.createObjectBuilder()
                .add("viewer", status.viewer())
                .add("leader", status.leader().orElse(""))
                .add("joint", status.joint())
                .add("voters", names(status.voters()))
                .add("members", members)
                .build();
    }

    private static JsonObject member(LogMember member) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", member.id().toString())
                .add("name", member.name())
                .add("role", word(member.role()))
                .add("state", word(member.state()))
                .add("votes", word(member.votes()))
                .add("witness", member.witness());
        member.match().ifPresentOrElse(match -> json.add("match", match), () -> json.addNull("match"));
        member.lag().ifPresentOrElse(lag -> json.add("lag", lag), () -> json.addNull("lag"));
        return json.add(
                        "lastContact",
                        member.lastContact().map(Instant::toString).orElse(""))
                .build();
    }

    /** What became of a wish that a node vote or not. */
    public static JsonObject outcome(MemberOutcome outcome, List<String> voters) {
        return Json.createObjectBuilder(RecordJson.outcome(outcome.edit()))
                .add("carriedOut", outcome.carriedOut())
                .add("waitsFor", outcome.waitsFor())
                .add("voters", names(voters))
                .build();
    }

    /** What became of a command that changes nothing. */
    public static JsonObject noop(EditOutcome outcome) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("outcome", Outcomes.word(outcome))
                .add("commandId", outcome.commandId().toString());
        if (outcome instanceof EditOutcome.Applied applied) {
            return json.add("index", applied.version()).build();
        }
        return json.add("message", Outcomes.message(outcome)).build();
    }

    private static JsonArrayBuilder names(List<String> names) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        names.forEach(all::add);
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
