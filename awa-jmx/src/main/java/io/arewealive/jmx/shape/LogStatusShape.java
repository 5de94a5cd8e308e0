package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.log.LogDisk;
import io.arewealive.log.LogStatus;

/** The replicated log as one node sees it. */
public final class LogStatusShape {

    /** The columns. */
    public static final Shape<LogPicture> SHAPE = Shape.<LogPicture>named(
                    "LogStatus", "The replicated log as one node sees it.")
            .with(Field.text(
                    "viewer",
                    "Name of the node that shows this.",
                    picture -> picture.status().viewer()))
            .with(Field.maybeText(
                    "leader",
                    "Name of the node that leads; empty if none is known.",
                    picture -> picture.status().leader()))
            .with(Field.flag(
                    "quorum",
                    "Whether a majority of the voters was there lately.",
                    picture -> picture.status().quorum()))
            .with(Field.number(
                    "term",
                    "terms",
                    "Term of the log, as this node knows it.",
                    picture -> picture.status().term()))
            .with(Field.number(
                    "epoch",
                    "epochs",
                    "Epoch, one more after each recovery.",
                    picture -> picture.status().epoch()))
            .with(Field.number(
                    "commit",
                    "index",
                    "Highest index known to be on the disks of a majority.",
                    picture -> picture.status().commit()))
            .with(Field.number(
                    "applied",
                    "index",
                    "Highest index this node has applied.",
                    picture -> picture.status().applied()))
            .with(Field.number(
                    "firstIndex",
                    "index",
                    "First entry held in memory; older ones come as a snapshot.",
                    picture -> picture.status().firstIndex()))
            .with(Field.number(
                    "lastIndex",
                    "index",
                    "End of this node's log.",
                    picture -> picture.status().lastIndex()))
            .with(Field.flag(
                    "joint",
                    "Whether the voters are changing at this moment.",
                    picture -> picture.status().joint()))
            .with(Field.madeRows(
                    "members",
                    "All nodes of the table and their part in the log, in the order of their names.",
                    LogMemberShape.SHAPE,
                    picture -> picture.rows().get()))
            .with(Field.number(
                    "snapshotIndex",
                    "index",
                    "Last entry in the newest durable snapshot; 0 if there is none.",
                    picture -> picture.status().disk().snapshotIndex()))
            .with(Field.maybeText(
                    "snapshotTime",
                    "When that snapshot was written, ISO-8601 in UTC; empty if not known.",
                    picture -> picture.status().disk().snapshotTime()))
            .with(Field.number(
                    "snapshotBytes",
                    "bytes",
                    "How large that snapshot is.",
                    picture -> picture.status().disk().snapshotBytes()))
            .with(Field.integer(
                    "segments",
                    "files",
                    "How many segment files the log has.",
                    picture -> picture.status().disk().segments()))
            .with(Field.number(
                    "diskBytes",
                    "bytes",
                    "What segments and snapshot take on the disk.",
                    picture -> picture.status().disk().bytes()))
            .with(Field.maybeText(
                    "diskFailure",
                    "Why the log is not written any more; empty if it is.",
                    picture -> picture.status().disk().failure()))
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
