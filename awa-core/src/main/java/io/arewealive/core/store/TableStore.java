package io.arewealive.core.store;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import java.time.Instant;
import java.util.List;

/**
 * The database as the rest of the node sees it. Called from the thread {@code awa-store} only, but for {@link #close}. A failing
 * database throws {@link StoreException}; the node then serves without it and tries again.
 */
public interface TableStore extends AutoCloseable {

    /** Opens the database and verifies it: hash chain, row checksums, holes, rows against changes. May take seconds. */
    StoreState open();

    /** Writes a batch in one transaction together with its {@code lastApplied}. */
    void write(StoreBatch batch);

    /** Drops everything and fills the database from the image; local events of this node are kept where they can be read. */
    void rebuild(StoreImage image);

    /** Kept events of a stream with a greater number, ascending, at most {@code limit}. */
    List<Event> events(EventStream stream, long after, int limit);

    /** The number of the newest kept event of a stream, 0 if there is none. */
    long lastEvent(EventStream stream);

    /** Deletes events older than {@code before}, and the oldest beyond {@code keep} of each stream. */
    void expireEvents(Instant before, int keep);

    /** Closes the database. Idempotent. */
    @Override
    void close();
}
