package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.Optional;

/** A hand-over under way: nothing new is taken, and once the target has all of the log it is told to campaign. */
final class Transfer {

    private Optional<NodeId> target = Optional.empty();
    private long deadline = Spans.NEVER;
    private boolean told;

    boolean isUnderWay() {
        return target.isPresent();
    }

    long deadline() {
        return deadline;
    }

    void begin(NodeId to, long until) {
        target = Optional.of(to);
        deadline = until;
        told = false;
    }

    /** The target, if it waits for its word. */
    Optional<NodeId> untold() {
        return told ? Optional.empty() : target;
    }

    void tell() {
        told = true;
    }

    /** It took too long: this leader goes on. */
    void cancel() {
        target = Optional.empty();
        deadline = Spans.NEVER;
    }
}
