package io.arewealive.standalone.text;

import io.arewealive.node.EditOutcome;
import io.arewealive.node.Fate;

/** What became of an edit, as a word, a sentence and an exit code. */
public final class Outcomes {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NO_QUORUM = 106;
    private static final int NO_LEADER = 107;
    private static final int UNKNOWN = 124;

    private Outcomes() {}

    /** {@code applied refused no-quorum no-leader unknown}. */
    public static String word(EditOutcome outcome) {
        return read(outcome).word();
    }

    /** One sentence. */
    public static String message(EditOutcome outcome) {
        return read(outcome).message();
    }

    /** The exit code of a command that edits. */
    public static int exitCode(EditOutcome outcome) {
        return read(outcome).exitCode();
    }

    /** {@code applied refused unknown}. */
    public static String word(Fate fate) {
        return read(fate).word();
    }

    /** One sentence. */
    public static String message(Fate fate) {
        return read(fate).message();
    }

    /** The exit code of a command that asks what became of another. */
    public static int exitCode(Fate fate) {
        return read(fate).exitCode();
    }

    private record Reading(String word, String message, int exitCode) {}

    private static Reading read(EditOutcome outcome) {
        if (outcome instanceof EditOutcome.Applied applied) {
            return new Reading(
                    "applied",
                    (applied.already() ? "already applied" : "applied") + ", version " + applied.version()
                            + (applied.copies() == 1 ? ", one copy: no other node has it on disk yet" : ""),
                    DONE);
        }
        if (outcome instanceof EditOutcome.Refused refused) {
            return new Reading("refused", refused.message(), REFUSED);
        }
        if (outcome instanceof EditOutcome.NoQuorum noQuorum) {
            return new Reading("no-quorum", "no quorum, nothing was written: " + noQuorum.message(), NO_QUORUM);
        }
        if (outcome instanceof EditOutcome.NoLeader noLeader) {
            return new Reading("no-leader", "no leader yet, try again: " + noLeader.message(), NO_LEADER);
        }
        if (outcome instanceof EditOutcome.Unknown unknown) {
            return new Reading(
                    "unknown",
                    "outcome unknown: " + unknown.message() + "; ask later with: awa changes --id "
                            + unknown.commandId(),
                    UNKNOWN);
        }
        throw new AssertionError("unhandled " + outcome);
    }

    private static Reading read(Fate fate) {
        if (fate instanceof Fate.Applied applied) {
            return new Reading("applied", "applied, version " + applied.version(), DONE);
        }
        if (fate instanceof Fate.Refused refused) {
            return new Reading("refused", refused.message(), REFUSED);
        }
        if (fate instanceof Fate.NotKnown notKnown) {
            return new Reading("unknown", notKnown.message(), UNKNOWN);
        }
        throw new AssertionError("unhandled " + fate);
    }
}
