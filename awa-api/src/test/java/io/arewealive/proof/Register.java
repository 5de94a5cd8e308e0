package io.arewealive.proof;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.util.Optional;

/**
 * One key as a sequence of operations would have it: the specification that histories are held against.
 *
 * @param value what it holds; empty if it is missing
 * @param revision that wrote it, as far as that is known
 * @param exact whether it is that revision; else it is that or a later one
 */
record Register(Optional<KvValue> value, long revision, boolean exact) {

    /** No key, nothing was ever written. */
    static final Register MISSING = new Register(Optional.empty(), 0, true);

    /** The key afterwards, if this could be asked and answered here. What is unknown has an effect here, or is left for later. */
    Optional<Register> after(Ask ask, Answer answer) {
        if (answer instanceof Answer.Saw saw) {
            return after(saw);
        }
        KvWrite write = ((Ask.Write) ask).write();
        if (answer instanceof Answer.Done done) {
            return mayTake(write) && done.revision() > revision
                    ? Optional.of(new Register(ask.leaves(), done.revision(), true))
                    : Optional.empty();
        } else if (answer instanceof Answer.Unknown) {
            return mayTake(write) ? Optional.of(new Register(ask.leaves(), revision + 1, false)) : Optional.empty();
        } else if (answer instanceof Answer.Already already) {
            return value.equals(ask.leaves()) && value.isPresent() ? at(already.revision()) : Optional.empty();
        } else if (answer instanceof Answer.NoMatch noMatch) {
            return value.isPresent() && isAlready(write)
                    ? Optional.empty()
                    : at(noMatch.revision()).filter(there -> !there.mayTake(write));
        } else if (answer instanceof Answer.Missing) {
            return value.isEmpty() && !mayTake(write) ? Optional.of(this) : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Register> after(Answer.Saw saw) {
        return saw.value().equals(value) && saw.storeRevision() >= revision
                ? at(saw.revision()).filter(there -> saw.storeRevision() >= saw.revision())
                : Optional.empty();
    }

    /** The same, now that somebody has seen its revision; none if it cannot be that one. */
    private Optional<Register> at(long seen) {
        if (value.isEmpty()) {
            return seen == 0 ? Optional.of(this) : Optional.empty();
        }
        return mayBe(seen) ? Optional.of(new Register(value, seen, true)) : Optional.empty();
    }

    private boolean mayBe(long seen) {
        return value.isPresent() && (exact ? seen == revision : seen >= revision);
    }

    /** Whether the condition of this write may hold. */
    private boolean mayTake(KvWrite write) {
        if (write instanceof KvWrite.Set) {
            return true;
        } else if (write instanceof KvWrite.SetIf set) {
            return value.filter(there ->
                            !there.equals(set.value()) && set.operator().holds(there, set.operand()))
                    .isPresent();
        } else if (write instanceof KvWrite.CompareAndSet set) {
            return value.equals(set.expected()) && !isAlready(set);
        } else if (write instanceof KvWrite.SetAtRevision set) {
            return set.revision() == 0 ? value.isEmpty() : mayBe(set.revision());
        } else if (write instanceof KvWrite.Unset) {
            return value.isPresent();
        } else if (write instanceof KvWrite.UnsetAtRevision unset) {
            return mayBe(unset.revision());
        }
        throw new AssertionError("unhandled " + write);
    }

    private boolean isAlready(KvWrite write) {
        return (write instanceof KvWrite.SetIf set && value.equals(Optional.of(set.value())))
                || (write instanceof KvWrite.CompareAndSet cas && value.equals(Optional.of(cas.value())));
    }
}
