package io.arewealive.standalone.text;

import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.AlreadySet;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvOutcome.KeyMissing;
import io.arewealive.kv.KvOutcome.NoLeader;
import io.arewealive.kv.KvOutcome.NoMatch;
import io.arewealive.kv.KvOutcome.NoQuorum;
import io.arewealive.kv.KvOutcome.Refused;
import io.arewealive.kv.KvOutcome.Unknown;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** What became of a write to the key-value store, and why a read had no answer. */
public final class KvOutcomes {

    /** Exit code of a command whose directory is missing. */
    public static final int DIRECTORY_MISSING = 8;

    /** Exit code of a command whose key is missing, unless it is a condition. */
    public static final int KEY_MISSING = 9;

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int ALREADY_SET = 5;
    private static final int NO_MATCH = 6;
    private static final int KEY_OF_IF_MISSING = 7;
    private static final int NO_QUORUM = 106;
    private static final int NO_LEADER = 107;
    private static final int UNKNOWN = 124;

    private KvOutcomes() {}

    /**
     * What a command says.
     *
     * @param word for programs
     * @param message one sentence
     * @param exitCode for the shell
     */
    public record Said(String word, String message, int exitCode) {}

    /** Of a write. */
    public static Said of(KvOutcome outcome, KvWrite write) {
        if (outcome instanceof Done done) {
            return new Said("done", done(done, write), DONE);
        }
        if (outcome instanceof AlreadySet already) {
            return new Said(
                    "already-set",
                    "the key holds that value already, since revision " + already.revision(),
                    ALREADY_SET);
        }
        if (outcome instanceof NoMatch noMatch) {
            return new Said("no-match", noMatch.message(), NO_MATCH);
        }
        if (outcome instanceof KeyMissing missing) {
            int code = write instanceof KvWrite.SetIf ? KEY_OF_IF_MISSING : KEY_MISSING;
            return new Said("key-missing", missing.message(), code);
        }
        if (outcome instanceof Refused refused) {
            return new Said("refused", refused.message(), REFUSED);
        }
        if (outcome instanceof NoQuorum noQuorum) {
            return new Said("no-quorum", "no quorum, nothing was written: " + noQuorum.message(), NO_QUORUM);
        }
        if (outcome instanceof NoLeader noLeader) {
            return new Said("no-leader", "no leader yet, try again: " + noLeader.message(), NO_LEADER);
        }
        if (outcome instanceof Unknown unknown) {
            return new Said(
                    "unknown",
                    "outcome unknown: " + unknown.message() + "; ask later with: awa changes --id "
                            + unknown.commandId() + ", or repeat it with --id " + unknown.commandId(),
                    UNKNOWN);
        }
        throw new AssertionError("unhandled " + outcome);
    }

    /** Of a read that has no answer. */
    public static Said missed(Reading<?> reading) {
        if (reading instanceof Reading.NoQuorum<?> noQuorum) {
            return new Said(
                    "no-quorum",
                    "no quorum: " + noQuorum.message() + "; the copy of this server is shown with --local",
                    NO_QUORUM);
        }
        if (reading instanceof Reading.NoLeader<?> noLeader) {
            return new Said("no-leader", "no leader yet, try again: " + noLeader.message(), NO_LEADER);
        }
        throw new AssertionError("unhandled " + reading);
    }

    /** What stands beside a local copy. */
    public static String mark(Reading.Found<?> found, String viewer) {
        return "local copy of " + viewer + " at revision " + found.revision()
                + found.age()
                        .map(age ->
                                age.isZero() ? ", up to date" : ", last known to be up to date " + time(age) + " ago")
                        .orElse(", not known to be up to date since it started");
    }

    /** A time for people, for example {@code 1.5 s}. */
    public static String time(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static String done(Done done, KvWrite write) {
        boolean ofLease = write instanceof KvWrite.Renew || write instanceof KvWrite.Grant;
        return String.format(
                Locale.ROOT,
                "%sdone, revision %d%s%s",
                done.already() ? "already " : "",
                done.revision(),
                ofLease || done.lease() != 0 ? ", lease " + done.lease() : "",
                done.copies() == 1 ? ", one copy: no other node has it on disk yet" : "");
    }
}
