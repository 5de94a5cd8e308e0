package io.arewealive.maintenance;

import java.time.Instant;

/**
 * A time in which somebody works on a node and nobody is to be woken because of it.
 *
 * @param wholeCluster whether it is for all nodes, not for this one alone
 * @param since when it began
 * @param until when it ends by itself
 * @param author who began it
 * @param reason why; may be empty
 */
public record MaintenanceWindow(boolean wholeCluster, Instant since, Instant until, String author, String reason) {}
