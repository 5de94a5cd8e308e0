package io.arewealive.core.machine;

import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.step.Message.Taken;
import io.arewealive.node.CommandId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command on its way, seen from the node that looks after it. Called from the loop only. */
final class Pending {

    /** Where it is. */
    enum Stage {
        /** Nowhere; it is to be sent on. */
        WAITING,
        /** Given to this node's own engine. */
        PROPOSED,
        /** Sent to another node, which has not answered. */
        SENT,
        /** Known to be applied; this node has to come so far itself. */
        APPLYING
    }

    final Envelope envelope;
    final boolean onlyHere;
    final long sinceNanos;
    final long deadlineNanos;
    final long number;
    final List<Asker> askers = new ArrayList<>();
    Stage stage = Stage.WAITING;
    long token;
    long index;
    long sentNanos;
    long heldUntilNanos;
    boolean fateOpen;
    Optional<Taken.Done> answered = Optional.empty();

    Pending(Envelope envelope, boolean onlyHere, long sinceNanos, long deadlineNanos, long number) {
        this.envelope = envelope;
        this.onlyHere = onlyHere;
        this.sinceNanos = sinceNanos;
        this.deadlineNanos = deadlineNanos;
        this.number = number;
    }

    CommandId id() {
        return envelope.id();
    }

    boolean mayHaveEntered() {
        return fateOpen || stage == Stage.SENT || stage == Stage.APPLYING || index > 0;
    }
}
