package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.log.LogMember;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import io.arewealive.status.Role;

/** A node and its part in the replicated log. */
public final class LogMemberShape {

    /** The columns. */
    public static final Shape<LogMember> SHAPE = Shape.<LogMember>named(
                    "LogMember", "A node and its part in the replicated log.")
            .with(Field.text(
                    "id", "Identity of the node, a UUID.", member -> member.id().toString()))
            .with(Field.text("name", "Name of the node, unique in the table.", LogMember::name))
            .with(Field.text(
                    "role",
                    "Its part now: leader, voter, witness, observer or none.",
                    member -> Words.of(member.role())))
            .with(Field.text(
                    "state",
                    "Whether it is alive: online, suspect, offline, left or unknown.",
                    member -> Words.of(member.state())))
            .with(Field.text(
                    "votes",
                    "Whether it may vote: auto or never by its own settings, added or removed by an operator.",
                    member -> Words.of(member.votes())))
            .with(Field.flag("witness", "Whether it votes only where a full node is missing.", LogMember::witness))
            .with(Field.maybeNumber(
                    "match",
                    "index",
                    "Up to where it has the log: as the leader counts it, or as it said itself to any other node.",
                    LogMember::match))
            .with(Field.maybeNumber("lag", "entries", "How far it is behind.", LogMember::lag))
            .with(Field.maybeText(
                    "lastContact", "When it was last heard, ISO-8601 in UTC; empty if never.", LogMember::lastContact))
            .build();

    private LogMemberShape() {}

    /** Reads one back. */
    public static LogMember read(Row row) {
        return new LogMember(
                NodeId.parse(row.text("id")),
                row.text("name"),
                Words.parse(Role.class, "role", row.text("role")),
                Words.parse(NodeState.class, "state", row.text("state")),
                Words.parse(Votes.class, "votes", row.text("votes")),
                row.flag("witness"),
                row.maybeNumber("match"),
                row.maybeNumber("lag"),
                row.maybeTime("lastContact"));
    }
}
