package io.arewealive.standalone.text;

import io.arewealive.maintenance.MaintenanceWindow;
import io.arewealive.node.Lifetime;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeStatus;
import io.arewealive.status.Severity;

/** How bad a status is, as exit codes of {@code awa status} and plugins say it. */
public enum Health {
    /** All is well. */
    OK,
    /** Something is suspect, behind, left or not yet heard, or a passing node is gone. */
    WARNING,
    /** A permanent node is offline, or there is no quorum. */
    CRITICAL;

    /** The worst of what the status shows. */
    public static Health of(ClusterStatus status) {
        Health health = isAllInMaintenance(status) ? OK : ofWhole(status);
        health = worse(health, of(status.severity()));
        for (NodeStatus node : status.nodes()) {
            health = worse(health, of(node));
        }
        return health;
    }

    private static Health ofWhole(ClusterStatus status) {
        if (!status.quorum()) {
            return CRITICAL;
        }
        return status.synced() ? OK : WARNING;
    }

    private static boolean isAllInMaintenance(ClusterStatus status) {
        return !status.nodes().isEmpty()
                && status.nodes().stream()
                        .allMatch(node -> node.maintenance()
                                .filter(MaintenanceWindow::wholeCluster)
                                .isPresent());
    }

    /** 0, 1 or 2. */
    public int exitCode() {
        return switch (this) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
        };
    }

    private static Health of(NodeStatus node) {
        if (node.maintenance().isPresent()) {
            return OK;
        }
        return switch (node.state()) {
            case ONLINE -> node.lag().orElse(0) > 0 ? WARNING : OK;
            case SUSPECT, LEFT, UNKNOWN -> WARNING;
            case OFFLINE -> node.lifetime() == Lifetime.PERMANENT ? CRITICAL : WARNING;
        };
    }

    private static Health of(Severity severity) {
        return switch (severity) {
            case INFO -> OK;
            case WARNING -> WARNING;
            case CRITICAL -> CRITICAL;
        };
    }

    private static Health worse(Health one, Health other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
