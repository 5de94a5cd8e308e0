package io.arewealive.jmx;

import io.arewealive.maintenance.Maintenance;
import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Maintenance in memory, beginning at noon. */
final class FakeMaintenance implements Maintenance {

    static final NodeId ALL = new NodeId(new UUID(0, 0));

    final Map<NodeId, MaintenanceWindow> windows = new ConcurrentHashMap<>();
    private final Runnable changed;

    FakeMaintenance(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public EditOutcome begin(
            CommandId commandId, Optional<NodeId> node, Duration time, String reason, Duration timeout) {
        windows.put(
                node.orElse(ALL),
                new MaintenanceWindow(node.isEmpty(), FakeAwa.NOON, FakeAwa.NOON.plus(time), "operator", reason));
        changed.run();
        return new EditOutcome.Applied(commandId, 1, false, 1);
    }

    @Override
    public Maintenance by(String whom) {
        return this;
    }

    @Override
    public EditOutcome end(CommandId commandId, Optional<NodeId> node, Duration timeout) {
        windows.remove(node.orElse(ALL));
        changed.run();
        return new EditOutcome.Applied(commandId, 1, false, 1);
    }
}
