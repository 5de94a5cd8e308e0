package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Once;
import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import java.util.List;
import javax.management.openmbean.CompositeData;

/**
 * The state of the log with what several readers need of it, each worked out at most about once. Any thread.
 *
 * @param status the state itself
 * @param rows the members as a table
 * @param lineList the members as lines for people
 */
public record LogPicture(LogStatus status, Once<CompositeData[]> rows, Once<List<String>> lineList) {

    /** Works out the rest when it is asked for. */
    public static LogPicture of(LogStatus status) {
        return new LogPicture(
                status, new Once<>(() -> LogMemberShape.SHAPE.rows(status.members())), new Once<>(() -> lines(status)));
    }

    /** With a newer state; if the members are those of before, so is what is told of them. */
    @SuppressWarnings("ReferenceEquality") // the published list is one object until the next is published
    public LogPicture with(LogStatus newer) {
        return newer.members() == status.members() ? new LogPicture(newer, rows, lineList) : of(newer);
    }

    /** The members as a table for people. */
    public List<String> lines() {
        return lineList.get();
    }

    private static List<String> lines(LogStatus status) {
        var table = new TextTable("Name", "Role", "State", "Votes", "Match", "Lag");
        for (LogMember member : status.members()) {
            table.row(
                    member.name(),
                    Words.of(member.role()),
                    Words.of(member.state()),
                    member.witness() ? "witness" : Words.of(member.votes()),
                    member.match().isPresent() ? Long.toString(member.match().getAsLong()) : "",
                    member.lag().isPresent() ? Long.toString(member.lag().getAsLong()) : "");
        }
        return table.lines();
    }
}
