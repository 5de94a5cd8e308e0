package io.arewealive.proof;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.util.Optional;

/** What a client asked of one key. */
public sealed interface Ask {

    /** Reads it, linear. */
    record Get() implements Ask {}

    /** Writes it, under a condition or not. */
    record Write(KvWrite write) implements Ask {}

    /** The value that it would leave. */
    default Optional<KvValue> leaves() {
        return this instanceof Write wanted ? leaves(wanted.write()) : Optional.empty();
    }

    private static Optional<KvValue> leaves(KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return Optional.of(set.value());
        } else if (write instanceof KvWrite.SetIf set) {
            return Optional.of(set.value());
        } else if (write instanceof KvWrite.CompareAndSet set) {
            return Optional.of(set.value());
        } else if (write instanceof KvWrite.SetAtRevision set) {
            return Optional.of(set.value());
        }
        return Optional.empty();
    }

    /** The key of a write. */
    static String keyOf(KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return set.key();
        } else if (write instanceof KvWrite.SetIf set) {
            return set.key();
        } else if (write instanceof KvWrite.CompareAndSet set) {
            return set.key();
        } else if (write instanceof KvWrite.SetAtRevision set) {
            return set.key();
        } else if (write instanceof KvWrite.Unset unset) {
            return unset.key();
        } else if (write instanceof KvWrite.UnsetAtRevision unset) {
            return unset.key();
        }
        throw new IllegalArgumentException("this is no write of a key: " + write);
    }
}
