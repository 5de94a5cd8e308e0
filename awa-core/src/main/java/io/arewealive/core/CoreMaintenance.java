package io.arewealive.core;

import io.arewealive.core.loop.Calls;
import io.arewealive.core.step.Input;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.Optional;

/** Maintenance through the loop. */
record CoreMaintenance(Calls calls, String author) implements Maintenance {

    @Override
    public EditOutcome begin(
            CommandId commandId, Optional<NodeId> node, Duration time, String reason, Duration timeout) {
        long millis = Maintenance.requireTime(time).toMillis();
        return ask(commandId, node, millis, Maintenance.requireReason(reason), timeout);
    }

    @Override
    public EditOutcome end(CommandId commandId, Optional<NodeId> node, Duration timeout) {
        return ask(commandId, node, 0, "", timeout);
    }

    @Override
    public Maintenance by(String whom) {
        return new CoreMaintenance(calls, Authors.require(whom));
    }

    private EditOutcome ask(CommandId commandId, Optional<NodeId> node, long millis, String reason, Duration timeout) {
        return Endings.edit(
                calls,
                commandId,
                timeout,
                token -> new Input.Maintain(token, commandId, author, node, millis, reason, timeout.toNanos()));
    }
}
