package io.arewealive.proof;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import java.util.Optional;

/** What a client was told. */
public sealed interface Answer {

    /**
     * The key held this.
     *
     * @param value empty if the key was missing
     * @param revision that wrote it; 0 if the key was missing
     * @param storeRevision that it was read at
     */
    record Saw(Optional<KvValue> value, long revision, long storeRevision) implements Answer {}

    /** It was written at this revision. */
    record Done(long revision) implements Answer {}

    /** The value was there already, written at this revision. */
    record Already(long revision) implements Answer {}

    /** The condition did not hold for what was written at this revision; 0 if the key was missing. */
    record NoMatch(long revision) implements Answer {}

    /** The key was missing. */
    record Missing() implements Answer {}

    /** Nothing was written, and nothing will be. */
    record NotWritten() implements Answer {}

    /** It may have taken effect, may still do so, or may never. */
    record Unknown() implements Answer {}

    /** Whether it says for certain what happened. */
    default boolean isKnown() {
        return !(this instanceof Unknown);
    }

    /** The answer to a write. */
    static Answer of(KvOutcome outcome) {
        if (outcome instanceof KvOutcome.Done done) {
            return new Done(done.revision());
        } else if (outcome instanceof KvOutcome.AlreadySet already) {
            return new Already(already.revision());
        } else if (outcome instanceof KvOutcome.NoMatch noMatch) {
            return new NoMatch(noMatch.revision());
        } else if (outcome instanceof KvOutcome.KeyMissing) {
            return new Missing();
        } else if (outcome instanceof KvOutcome.Unknown) {
            return new Unknown();
        }
        return new NotWritten();
    }

    /** The answer to a read; none if nothing was read. */
    static Optional<Answer> of(Reading<Optional<KvEntry>> reading) {
        return reading instanceof Reading.Found<Optional<KvEntry>> found
                ? Optional.of(new Saw(
                        found.value().map(KvEntry::value),
                        found.value().map(KvEntry::revision).orElse(0L),
                        found.revision()))
                : Optional.empty();
    }
}
