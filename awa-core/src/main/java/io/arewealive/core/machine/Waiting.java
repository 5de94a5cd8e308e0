package io.arewealive.core.machine;

import io.arewealive.core.step.Effect;
import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node without a cluster waits for, for people: in status, and in the log when it has waited for a while and again when the
 * reason is another one, since who watches a server start sees no status. Called from the loop only.
 */
final class Waiting {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long BETWEEN_NANOS = Duration.ofSeconds(30).toNanos();

    private final Knowledge known;
    private final Joining joining;
    private final Optional<Founding> founding;
    private final RefusedPeers refusals;
    private Set<String> unknownNames = Set.of();
    private String told = "";
    private long nextNanos;

    Waiting(Knowledge known, Joining joining, Optional<Founding> founding, RefusedPeers refusals) {
        this.known = known;
        this.joining = joining;
        this.founding = founding;
        this.refusals = refusals;
        this.nextNanos = known.now.nanos() + PATIENCE_NANOS;
    }

    /** Addresses in {@code awa.join} whose names cannot be resolved now. */
    void namesUnknown(Set<String> addresses) {
        unknownNames = addresses;
        known.changed();
    }

    void tick() {
        if (!waits() || nextNanos - known.now.nanos() > 0) {
            return;
        }
        String why = why();
        if (!why.equals(told)) {
            told = why;
            nextNanos = known.now.nanos() + BETWEEN_NANOS;
            known.emit(new Effect.Note(Severity.WARNING, "has not joined a cluster yet: " + why));
        }
    }

    Optional<Problem> problem() {
        return waits()
                ? Optional.of(new Problem(
                        Severity.WARNING,
                        known.setup.self().name(),
                        "this node has not joined a cluster yet: " + why(),
                        remedy()))
                : Optional.empty();
    }

    /** Who is refused does not wait, and is told so elsewhere. */
    private boolean waits() {
        return !known.inCluster && known.refusal.isEmpty();
    }

    private String why() {
        List<String> why = new ArrayList<>();
        founding.map(Founding::progress).or(joining::obstacle).ifPresent(why::add);
        keysInTheWay().map(Problem::message).ifPresent(why::add);
        if (why.isEmpty()) {
            why.add(isAlone() ? "none of the addresses in awa.join answers" : "waiting for an answer");
        }
        if (!unknownNames.isEmpty()) {
            why.add("not known here as a name: " + String.join(", ", new TreeSet<>(unknownNames)));
        }
        return String.join("; ", why);
    }

    private String remedy() {
        if (founding.flatMap(Founding::waitsFor).isPresent()) {
            return "start that node again; if it is lost for good, stop all nodes of the list, empty their data directories"
                    + " and start them again";
        }
        return keysInTheWay()
                .map(Problem::remedy)
                .orElseGet(() -> known.setup.join().isEmpty()
                        ? "set awa.join to a node of the cluster, or awa.first=true on the first node"
                        : "check that " + String.join(", ", known.setup.join()) + " run and can be reached");
    }

    /** Who is heard by nobody may be so for want of the right keys. */
    private Optional<Problem> keysInTheWay() {
        return isAlone() ? refusals.ofKeys() : Optional.empty();
    }

    private boolean isAlone() {
        return known.view.size() <= 1;
    }
}
