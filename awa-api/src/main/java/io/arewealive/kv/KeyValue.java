package io.arewealive.kv;

import io.arewealive.node.CommandId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pairs of keys and values, kept equal on all nodes by the replicated log. Keys are paths such as {@code app/db/primary}, see {@link
 * KvKeys}; values are bytes, see {@link KvValue}. Every change of a key raises the store's revision by one. Any thread; on any node,
 * which finds the leader by itself.
 */
public interface KeyValue {

    /** How long a call waits if no time is given. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The most that one call lists or returns. */
    int MOST = 10_000;

    /** What the key holds, as new as the cluster knows it. */
    default Reading<Optional<KvEntry>> get(String key) {
        return get(key, Consistency.LINEAR, DEFAULT_TIMEOUT);
    }

    /**
     * What the key holds.
     *
     * @param timeout how long a linear read waits at most; 1 ms to 10 min. A local one never waits
     * @throws IllegalArgumentException if it is no key
     */
    Reading<Optional<KvEntry>> get(String key, Consistency consistency, Duration timeout);

    /**
     * What lies directly below a directory.
     *
     * @param directory as a key, or empty for all keys
     * @param after the child after which to begin; empty for the first
     * @param limit the most children to return; 1 to {@link #MOST}
     */
    Reading<KvListing> list(String directory, String after, int limit, Consistency consistency, Duration timeout);

    /** All of a directory, or its first {@link #MOST} children, as new as the cluster knows it. */
    default Reading<KvListing> list(String directory) {
        return list(directory, "", MOST, Consistency.LINEAR, DEFAULT_TIMEOUT);
    }

    /** Writes a value, whatever there is. */
    default KvOutcome set(String key, KvValue value) {
        return write(CommandId.random(), new KvWrite.Set(key, value, 0), DEFAULT_TIMEOUT);
    }

    /** Writes a value if the one there is compares with the operand as the operator says. */
    default KvOutcome setIf(String key, Operator operator, KvValue operand, KvValue value) {
        return write(CommandId.random(), new KvWrite.SetIf(key, operator, operand, value, 0), DEFAULT_TIMEOUT);
    }

    /** Writes a value if precisely the expected one is there; if none is expected, if the key is missing. */
    default KvOutcome compareAndSet(String key, Optional<KvValue> expected, KvValue value) {
        return write(CommandId.random(), new KvWrite.CompareAndSet(key, expected, value, 0), DEFAULT_TIMEOUT);
    }

    /** Writes a value if the key was last written at this revision; at 0, if the key is missing. */
    default KvOutcome compareAndSet(String key, long revision, KvValue value) {
        return write(CommandId.random(), new KvWrite.SetAtRevision(key, revision, value, 0), DEFAULT_TIMEOUT);
    }

    /** Removes a key. */
    default KvOutcome unset(String key) {
        return write(CommandId.random(), new KvWrite.Unset(key), DEFAULT_TIMEOUT);
    }

    /** Grants a lease; {@link KvOutcome.Done#lease()} is its number and a fencing token. */
    default KvOutcome grant(Duration timeToLive) {
        return write(CommandId.random(), new KvWrite.Grant(timeToLive), DEFAULT_TIMEOUT);
    }

    /**
     * Writes.
     *
     * @param commandId of the attempt; a retry with the same id is applied at most once
     * @param timeout how long to wait for the outcome; 1 ms to 10 min
     */
    KvOutcome write(CommandId commandId, KvWrite write, Duration timeout);

    /**
     * The changes after {@code revision} of keys that begin with {@code prefix}, from this node's copy.
     *
     * @param prefix any text; empty for all keys
     * @param revision 0 or more; one ahead of this node's waits for it
     * @param limit the most changes to return; 1 to {@link #MOST}
     * @param wait how long to wait for the first one; zero does not wait, 1 min is the most
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    KvChanges changes(String prefix, long revision, int limit, Duration wait) throws InterruptedException;

    /** Tells a listener all changes after {@code revision} of keys that begin with {@code prefix}, until the watch or this node is closed. */
    KvWatch watch(String prefix, long revision, KvListener listener);

    /** The leases that stand, as this node has them, at most {@link #MOST}. */
    List<KvLease> leases();

    /** How the store stands, as this node has it. */
    KvStats stats();

    /** The same store, whose changes say that they are this author's; as {@code NodeTable.by}. */
    KeyValue by(String author);
}
