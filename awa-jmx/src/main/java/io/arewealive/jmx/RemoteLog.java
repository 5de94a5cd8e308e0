package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.LogOutcomeShapes;
import io.arewealive.jmx.shape.LogStatusShape;
import io.arewealive.log.BackupOutcome;
import io.arewealive.log.Log;
import io.arewealive.log.LogStatus;
import io.arewealive.log.MemberOutcome;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.List;
import javax.management.openmbean.CompositeData;

/** The replicated log of a server, through its bean. */
record RemoteLog(Link link, String author) implements Log {

    private static final String TYPE = "Log";
    private static final List<String> STATUS =
            LogStatusShape.SHAPE.fields().stream().map(Field::attributeName).toList();

    @Override
    public LogStatus status() {
        return LogStatusShape.read(Row.ofAttributes(link.attributes(TYPE, STATUS)));
    }

    @Override
    public MemberOutcome add(CommandId commandId, NodeId node, Duration timeout) {
        return seat("addMember", commandId, node, timeout);
    }

    @Override
    public MemberOutcome remove(CommandId commandId, NodeId node, Duration timeout) {
        return seat("removeMember", commandId, node, timeout);
    }

    private MemberOutcome seat(String operation, CommandId commandId, NodeId node, Duration timeout) {
        try {
            Link.Answer<Object> answer = link.edit(
                    TYPE, operation, timeout, node.toString(), commandId.toString(), timeout.toMillis(), author);
            MemberOutcome outcome = LogOutcomeShapes.readMember(Row.of((CompositeData) answer.value()));
            return new MemberOutcome(
                    RemoteEdit.mended(answer.again(), outcome.edit()), outcome.carriedOut(), outcome.waitsFor());
        } catch (RemoteAwaException e) {
            if (e.reason() == Reason.NO_ANSWER) {
                return MemberOutcome.not(new EditOutcome.Unknown(
                        commandId, e.getMessage() + "; ask any node what became of command " + commandId));
            }
            throw e;
        }
    }

    @Override
    public EditOutcome noop(CommandId commandId, Duration timeout) {
        return RemoteEdit.run(link, author, TYPE, "noop", commandId, timeout);
    }

    @Override
    public SnapshotOutcome snapshot(Duration timeout) {
        Object answer = link.invoke(TYPE, "takeSnapshot", timeout, timeout.toMillis());
        return LogOutcomeShapes.readSnapshot(Row.of((CompositeData) answer));
    }

    @Override
    public BackupOutcome backup(Duration timeout) {
        Object answer = link.invoke(TYPE, "prepareBackup", timeout, timeout.toMillis());
        return LogOutcomeShapes.readBackup(Row.of((CompositeData) answer));
    }

    @Override
    public byte[] backupPart(String id, long offset, int most) {
        return (byte[]) link.invoke(TYPE, "readBackup", Duration.ZERO, id, offset, most);
    }

    @Override
    public Log by(String whom) {
        return new RemoteLog(link, whom);
    }
}
