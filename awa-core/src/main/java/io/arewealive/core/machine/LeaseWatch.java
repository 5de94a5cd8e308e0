package io.arewealive.core.machine;

import io.arewealive.core.kv.KvState.Term;
import io.arewealive.core.machine.ClusterState.Applied;
import io.arewealive.core.machine.Command.Envelope;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The leader's eye on leases. A lease lasts from the moment its grant or renewal was applied here, which is later than its holder
 * counts from, and a little longer, for clocks that run differently; a new leader gives every lease its whole time again. So a lease
 * never ends early, whoever leads. Its end is a command in the log that does nothing if a renewal came before it. Called from the loop
 * only.
 */
final class LeaseWatch {

    private static final int DRIFT_PARTS = 100;
    private static final long COMMAND_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_AT_ONCE = 500;

    private record Due(long atNanos, long lease, long renewals) {}

    private final Knowledge known;
    private final Submissions submissions;
    private final Duties duties;
    private final Map<Long, Due> byLease = new HashMap<>();
    private final TreeSet<Due> byTime =
            new TreeSet<>(Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::lease));
    private boolean watching;

    LeaseWatch(Knowledge known, Submissions submissions, Duties duties) {
        this.known = known;
        this.submissions = submissions;
        this.duties = duties;
    }

    /** A command was applied; maybe it granted or renewed a lease. */
    void applied(Applied applied) {
        if (watching && applied.lease() != 0) {
            begin(applied.lease());
        }
    }

    private void begin(long lease) {
        forget(lease);
        known.state.kv().term(lease).ifPresent(this::begin);
    }

    private void begin(Term term) {
        long nanos =
                Duration.ofMillis(term.millis() + term.millis() / DRIFT_PARTS).toNanos();
        plan(new Due(known.now.nanos() + nanos, term.lease(), term.renewals()));
    }

    private void plan(Due due) {
        byLease.put(due.lease(), due);
        byTime.add(due);
    }

    private void forget(long lease) {
        Due before = byLease.remove(lease);
        if (before != null) {
            byTime.remove(before);
        }
    }

    /** Ends what is due; begins anew when this node has come to lead. */
    void tick() {
        if (watching != known.isLeader()) {
            watching = known.isLeader();
            byLease.clear();
            byTime.clear();
            if (watching) {
                known.state.kv().terms().forEach(this::begin);
            }
        }
        long now = known.now.nanos();
        for (int i = 0; i < MOST_AT_ONCE && !byTime.isEmpty() && byTime.first().atNanos() - now <= 0; i++) {
            end(byTime.first());
        }
    }

    private void end(Due due) {
        forget(due.lease());
        Optional<Term> term = known.state.kv().term(due.lease());
        if (term.isEmpty() || term.get().renewals() != due.renewals()) {
            return;
        }
        submissions.submitHere(
                new Envelope(
                        duties.newCommandId(),
                        known.now.wallMillis(),
                        "",
                        new Command.ExpireLease(due.lease(), due.renewals())),
                COMMAND_NANOS);
        plan(new Due(known.now.nanos() + 2 * COMMAND_NANOS, due.lease(), due.renewals())); // should that be lost
    }

    long deadlineNanos() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().atNanos();
    }
}
