package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.log.LogDisk;
import io.arewealive.log.LogStatus;

/** The replicated log as one node sees it. */
public final class LogStatusShape {

    /** The columns. */
    public static final Shape<LogStatus> SHAPE = Shape.<LogStatus>named(
                    "LogStatus", "The replicated log as one node sees it.")
            .with(Field.text("viewer", "Name of the node that shows this.", LogStatus::viewer))
            .with(Field.maybeText("leader", "Name of the node that leads; empty if none is known.", LogStatus::leader))
            .with(Field.flag("quorum", "Whether a majority of the voters was there lately.", LogStatus::quorum))
            .with(Field.number("term", "terms", "Term of the log, as this node knows it.", LogStatus::term))
            .with(Field.number("epoch", "epochs", "Epoch, one more after each recovery.", LogStatus::epoch))
            .with(Field.number(
                    "commit", "index", "Highest index known to be on the disks of a majority.", LogStatus::commit))
            .with(Field.number("applied", "index", "Highest index this node has applied.", LogStatus::applied))
            .with(Field.number(
                    "firstIndex",
                    "index",
                    "First entry held in memory; older ones come as a snapshot.",
                    LogStatus::firstIndex))
            .with(Field.number("lastIndex", "index", "End of this node's log.", LogStatus::lastIndex))
            .with(Field.flag("joint", "Whether the voters are changing at this moment.", LogStatus::joint))
            .with(Field.rows(
                    "members",
                    "All nodes of the table and their part in the log, in the order of their names.",
                    LogMemberShape.SHAPE,
                    LogStatus::members))
            .with(Field.number(
                    "snapshotIndex",
                    "index",
                    "Last entry in the newest durable snapshot; 0 if there is none.",
                    status -> status.disk().snapshotIndex()))
            .with(Field.maybeText(
                    "snapshotTime",
                    "When that snapshot was written, ISO-8601 in UTC; empty if not known.",
                    status -> status.disk().snapshotTime()))
            .with(Field.number(
                    "snapshotBytes",
                    "bytes",
                    "How large that snapshot is.",
                    status -> status.disk().snapshotBytes()))
            .with(Field.integer(
                    "segments",
                    "files",
                    "How many segment files the log has.",
                    status -> status.disk().segments()))
            .with(Field.number(
                    "diskBytes",
                    "bytes",
                    "What segments and snapshot take on the disk.",
                    status -> status.disk().bytes()))
            .with(Field.maybeText(
                    "diskFailure",
                    "Why the log is not written any more; empty if it is.",
                    status -> status.disk().failure()))
            .build();

    private LogStatusShape() {}

    /** Reads one back. */
    public static LogStatus read(Row row) {
        return new LogStatus(
                row.text("viewer"),
                row.maybeText("leader"),
                row.flag("quorum"),
                row.number("term"),
                row.number("epoch"),
                row.number("commit"),
                row.number("applied"),
                row.number("firstIndex"),
                row.number("lastIndex"),
                row.flag("joint"),
                row.rows("members").stream().map(LogMemberShape::read).toList(),
                new LogDisk(
                        row.number("snapshotIndex"),
                        row.maybeTime("snapshotTime"),
                        row.number("snapshotBytes"),
                        row.integer("segments"),
                        row.number("diskBytes"),
                        row.maybeText("diskFailure")));
    }
}
