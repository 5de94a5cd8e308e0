package io.arewealive.kv;

/** A watch that goes on until it is closed. Any thread. */
public interface KvWatch extends AutoCloseable {

    /** Everything up to this revision was told; a new watch goes on from here without a gap. */
    long revision();

    /** Ends it; the listener may still be in a call. Idempotent. */
    @Override
    void close();
}
