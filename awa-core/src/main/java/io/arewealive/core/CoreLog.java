package io.arewealive.core;

import io.arewealive.core.loop.Calls;
import io.arewealive.core.publish.Board;
import io.arewealive.core.step.Input;
import io.arewealive.core.table.TableEdit;
import io.arewealive.log.BackupOutcome;
import io.arewealive.log.Log;
import io.arewealive.log.LogDisk;
import io.arewealive.log.LogStatus;
import io.arewealive.log.MemberOutcome;
import io.arewealive.log.SnapshotOutcome;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The replicated log over the published picture, the loop, and the figures of the files. */
final class CoreLog implements Log {

    /** Where it reads. */
    record Sources(Board board, Calls calls, Backups backups, Supplier<LogDisk> disk, LongSupplier nanos) {}

    private final Sources from;
    private final String author;

    CoreLog(Sources from, String author) {
        this.from = from;
        this.author = author;
    }

    @Override
    public Log by(String whom) {
        return new CoreLog(from, Authors.require(whom));
    }

    @Override
    public LogStatus status() {
        return from.board().picture().log().status().with(from.disk().get());
    }

    @Override
    public MemberOutcome add(CommandId commandId, NodeId node, Duration timeout) {
        return seat(commandId, node, true, timeout);
    }

    @Override
    public MemberOutcome remove(CommandId commandId, NodeId node, Duration timeout) {
        return seat(commandId, node, false, timeout);
    }

    private MemberOutcome seat(CommandId commandId, NodeId node, boolean wanted, Duration timeout) {
        long deadline = from.nanos().getAsLong() + timeout.toNanos();
        EditOutcome edit = Endings.edit(
                from.calls(),
                commandId,
                timeout,
                token -> new Input.Edit(token, commandId, author, new TableEdit.Seat(node, wanted), timeout.toNanos()));
        if (!(edit instanceof EditOutcome.Applied)) {
            return MemberOutcome.not(edit);
        }
        var seat = new SeatWish(node, wanted);
        Duration left = Duration.ofNanos(Math.max(0, deadline - from.nanos().getAsLong()));
        try {
            boolean done = from.board().await(seat::isCarriedOut, left);
            return new MemberOutcome(
                    edit, done, done ? "" : seat.waitsFor(from.board().picture()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MemberOutcome(edit, false, "nobody waited for the leader to carry it out");
        }
    }

    @Override
    public EditOutcome noop(CommandId commandId, Duration timeout) {
        return Endings.edit(
                from.calls(), commandId, timeout, token -> new Input.Noop(token, commandId, author, timeout.toNanos()));
    }

    @Override
    public BackupOutcome backup(Duration timeout) {
        return from.backups().make(timeout);
    }

    @Override
    public byte[] backupPart(String id, long offset, int most) {
        return from.backups().part(id, offset, most);
    }

    @Override
    public SnapshotOutcome snapshot(Duration timeout) {
        CoreNodeTable.requireTimeout(timeout);
        return from.calls()
                .ask(SnapshotOutcome.class, timeout, Input.TakeSnapshot::new)
                .answer()
                .orElseGet(() -> new SnapshotOutcome(
                        from.disk().get().snapshotIndex(),
                        "it was not written within " + timeout.toMillis() + " ms; it may be later"));
    }
}
