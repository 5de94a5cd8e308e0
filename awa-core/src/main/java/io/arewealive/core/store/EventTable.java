package io.arewealive.core.store;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Questions to the table {@code events}, and its retention. */
final class EventTable {

    /** Ordered by the whole key: by the number alone HSQLDB would sort all that is left of the stream for each page. */
    private static final String AFTER =
            "select e from EventRow e where e.stream = :stream and e.number > :after order by e.stream, e.number";

    private EventTable() {}

    static List<EventRow> page(EntityManager manager, EventStream stream, long after, int limit) {
        return manager.createQuery(AFTER, EventRow.class)
                .setParameter("stream", EventRow.word(stream))
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The events after a number, each verified. */
    static List<Event> events(Database database, EventStream stream, long after, int limit) {
        return database.read(manager -> page(manager, stream, after, limit).stream()
                .map(EventRow::verified)
                .toList());
    }

    /** Deletes what is too old or too much, a page in each transaction; the newest event of a stream stays. */
    static void expire(Database database, EventStream stream, Instant before, int keep) {
        boolean more = true;
        while (more) {
            List<EventRow> oldest = database.read(manager -> {
                long count = Writing.ledger(manager).events(stream).count();
                List<EventRow> page = page(manager, stream, 0, Database.PAGE);
                return page.subList(0, expired(page, count, before, Math.max(1, keep)));
            });
            if (!oldest.isEmpty()) {
                database.transaction(manager -> {
                    var writing = new Writing(manager, Writing.ledger(manager));
                    writing.forget(oldest);
                    writing.finish();
                });
            }
            more = oldest.size() == Database.PAGE;
        }
    }

    private static int expired(List<EventRow> page, long count, Instant before, int keep) {
        int expired = 0;
        while (expired < page.size()
                && count - expired > 1
                && (count - expired > keep
                        || page.get(expired).happenedAt.toInstant().isBefore(before))) {
            expired++;
        }
        return expired;
    }

    /** The newest events of a stream that can still be read, at most {@code limit}; a damaged row is left out. */
    static List<Event> readable(Database database, EventStream stream, int limit) {
        Deque<Event> newest = new ArrayDeque<>();
        long after = 0;
        boolean more = true;
        while (more) {
            long from = after;
            List<EventRow> page = database.read(manager -> page(manager, stream, from, Database.PAGE));
            for (EventRow row : page) {
                if (row.number > after) {
                    after = row.number;
                    keep(newest, row, limit);
                }
            }
            more = page.size() == Database.PAGE && after > from;
        }
        return new ArrayList<>(newest);
    }

    private static void keep(Deque<Event> newest, EventRow row, int limit) {
        try {
            newest.addLast(row.verified());
            if (newest.size() > limit) {
                newest.removeFirst();
            }
        } catch (BadRow e) {
            // the row is what was damaged; those around it are worth keeping
        }
    }
}
