package io.arewealive.core.machine;

import io.arewealive.core.machine.ClusterState.Applied;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Ending;
import io.arewealive.core.step.Result;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.Optional;

/** Keeps this node's own row true. Called from the loop only. */
final class Announcing {

    private static final long ANNOUNCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long EDIT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Knowledge known;
    private final Submissions submissions;
    private final Duties duties;
    private final Problems problems;
    private Optional<CommandId> announcing = Optional.empty();
    private long nextAnnounceNanos;

    Announcing(Knowledge known, Submissions submissions, Duties duties, Problems problems) {
        this.known = known;
        this.submissions = submissions;
        this.duties = duties;
        this.problems = problems;
        this.nextAnnounceNanos = known.now.nanos();
    }

    /** Says who this node is, if the table says something else; only once it is current, so that it knows what the table says. */
    void tick() {
        if (announcing.isPresent() && !submissions.isPending(announcing.get())) {
            announcing = Optional.empty();
        }
        if (!known.isSynced() || known.leaving || announcing.isPresent() || nextAnnounceNanos - known.now.nanos() > 0) {
            return;
        }
        Node said = known.setup.self();
        Optional<Node> row = known.state.table().find(said.id());
        boolean same =
                row.filter(r -> r.pinned() ? r.claimed() : isSame(r, said)).isPresent();
        if (same) {
            return;
        }
        nextAnnounceNanos = known.now.nanos() + ANNOUNCE_NANOS;
        CommandId id = duties.newCommandId();
        announcing = Optional.of(id);
        submissions.submit(
                new Envelope(
                        id,
                        known.now.wallMillis(),
                        "node:" + said.name(),
                        new Command.Edit(new TableEdit.Announce(said))),
                new Asker.Own(),
                EDIT_NANOS);
    }

    /** What an operator said of its vote is no difference. */
    private static boolean isSame(Node row, Node said) {
        return row.equals(row.votes().isOperators() ? said.withVotes(row.votes()) : said);
    }

    /** A command was applied; maybe it was this node's own. */
    void applied(Applied applied) {
        if (announcing.isEmpty() || !applied.commandId().equals(announcing)) {
            return;
        }
        announcing = Optional.empty();
        Optional<String> refusal = applied.ending()
                .map(Ending.Settled::result)
                .filter(result -> !result.isDone())
                .map(Result::message);
        problems.announceRefused(refusal);
        refusal.ifPresent(message -> {
            known.emit(new Effect.Note(Severity.CRITICAL, "announcing this node was refused: " + message));
            nextAnnounceNanos = known.now.nanos() + 60 * ANNOUNCE_NANOS;
        });
        known.changedNow();
    }
}
