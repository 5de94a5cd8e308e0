package io.arewealive.jmx;

/**
 * Tells the events of a server, each once and in the order of their numbers, and goes on after its number when the connection was lost, here or
 * at another server.
 */
public interface EventFollower extends AutoCloseable {

    /** The number of the last event that was told; to begin after, another time. */
    long number();

    /** Ends it; a call of the listener that has begun is not interrupted. Idempotent. */
    @Override
    void close();
}
