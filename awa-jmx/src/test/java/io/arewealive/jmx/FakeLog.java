package io.arewealive.jmx;

import io.arewealive.log.BackupOutcome;
import io.arewealive.log.Log;
import io.arewealive.log.LogDisk;
import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.log.MemberOutcome;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import io.arewealive.status.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A log that says always the same, and remembers what it was asked for. */
final class FakeLog implements Log {

    static final LogStatus STATUS = new LogStatus(
            "web-1",
            Optional.of("web-1"),
            true,
            7,
            2,
            120,
            119,
            20,
            121,
            false,
            List.of(
                    new LogMember(
                            new NodeId(new UUID(0, 1)),
                            "web-1",
                            Role.LEADER,
                            NodeState.ONLINE,
                            Votes.ADDED,
                            false,
                            OptionalLong.of(121),
                            OptionalLong.of(0),
                            Optional.of(Instant.ofEpochSecond(1_700_000_000))),
                    new LogMember(
                            new NodeId(new UUID(0, 2)),
                            "web-2",
                            Role.NONE,
                            NodeState.UNKNOWN,
                            Votes.REMOVED,
                            true,
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            Optional.empty())),
            new LogDisk(100, Optional.of(Instant.ofEpochSecond(1_700_000_001)), 4_096, 3, 70_000, Optional.empty()));

    static final byte[] COPY = {1, 2, 3, 4, 5};

    String asked = "";
    private String author = "operator";

    @Override
    public LogStatus status() {
        return STATUS;
    }

    @Override
    public MemberOutcome add(CommandId commandId, NodeId node, Duration timeout) {
        asked = author + " adds " + node.brief();
        return new MemberOutcome(new EditOutcome.Applied(commandId, 9, false, 2), false, "it has not caught up");
    }

    @Override
    public MemberOutcome remove(CommandId commandId, NodeId node, Duration timeout) {
        asked = author + " removes " + node.brief();
        return MemberOutcome.not(
                new EditOutcome.Refused(commandId, EditOutcome.Refusal.INVALID, "nobody else may vote"));
    }

    @Override
    public EditOutcome noop(CommandId commandId, Duration timeout) {
        return new EditOutcome.Applied(commandId, 122, false, 2);
    }

    @Override
    public SnapshotOutcome snapshot(Duration timeout) {
        return new SnapshotOutcome(119, "");
    }

    @Override
    public BackupOutcome backup(Duration timeout) {
        return new BackupOutcome.Ready("b1", COPY.length, 119, 9, 30);
    }

    @Override
    public byte[] backupPart(String id, long offset, int most) {
        return Arrays.copyOfRange(COPY, (int) offset, (int) Math.min(COPY.length, offset + most));
    }

    @Override
    public Log by(String whom) {
        author = whom;
        return this;
    }
}
