package io.arewealive.core.store;

import io.arewealive.core.step.StoreBatch;
import io.arewealive.core.step.StoreImage;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store on EclipseLink. One caller at a time has the turn; only {@link #close} may come from another thread. */
final class JpaStore implements TableStore {

    /** The newest local events that a rebuild takes over. */
    static final int SAVED = 10_000;

    private static final Logger log = LoggerFactory.getLogger(JpaStore.class);
    private static final long CLOSING_SECONDS = 4;

    private final Site site;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;

    @Nullable private Database database;

    /** Whether the last look at the database ended badly: it is then kept for a look of a person. */
    private boolean damaged;

    /** Whether reading the database stood still: whoever reads on would not come back. */
    private boolean circular;

    /** Whether a write failed so that nobody knows what the files hold: they are read anew before the next one. */
    private boolean doubtful;

    /** Local events read for a rebuild that failed: the next one needs them, the tables may be gone. */
    private List<Event> rescued = List.of();

    JpaStore(Site site, Duration patience) {
        this.site = site;
        this.patience = patience;
    }

    static JpaStore at(StorePlace place, Duration patience) {
        if (place instanceof StorePlace.Files files) {
            return new JpaStore(new FileSite(files.data()), patience);
        }
        if (place instanceof StorePlace.Memory) {
            return new JpaStore(new MemorySite(), patience);
        }
        if (place instanceof StorePlace.Host host) {
            return new JpaStore(new HostSite(host), patience);
        }
        throw new AssertionError("unhandled " + place);
    }

    @Override
    public StoreState open() {
        return inTurn(() -> {
            release();
            doubtful = false;
            try {
                StoreState.Sound sound = examine();
                damaged = false;
                return sound;
            } catch (RuntimeException e) {
                requireOpen();
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                damaged = true;
                return new StoreState.Damaged(site + ": " + reason(e));
            }
        });
    }

    @Override
    public void write(StoreBatch batch) {
        String what = "write the batch of log index " + batch.lastApplied() + " ("
                + batch.changes().size() + " changes, " + batch.events().size() + " events)";
        inTurn(() -> use(what, present -> {
            present.transaction(manager -> {
                var writing = new Writing(manager, Writing.ledger(manager));
                writing.apply(batch);
                writing.finish();
            });
            site.written(present);
            return true;
        }));
    }

    @Override
    public void rebuild(StoreImage image) {
        inTurn(() -> {
            List<Event> local = saved();
            rescued = local.isEmpty() ? rescued : local;
            try {
                replace(image, rescued);
            } catch (StoreException e) {
                throw e;
            } catch (SQLException | RuntimeException e) {
                throw new StoreException(
                        "could not rebuild " + site + " for log index " + image.lastApplied() + ": " + e.getMessage(),
                        e);
            }
            rescued = List.of();
            damaged = false;
            doubtful = false;
            circular = false;
            return true;
        });
    }

    @Override
    public List<Event> events(EventStream stream, long after, int limit) {
        return inTurn(() -> use("read events", present -> EventTable.events(present, stream, after, limit)));
    }

    @Override
    public long lastEvent(EventStream stream) {
        return inTurn(() ->
                use("read the state", present -> present.read(Writing::ledger).last(stream)));
    }

    @Override
    public void expireEvents(Instant before, int keep) {
        inTurn(() -> use("delete old events", present -> {
            for (EventStream stream : EventStream.values()) {
                EventTable.expire(present, stream, before, keep);
            }
            return true;
        }));
    }

    @Override
    public void close() {
        closed = true;
        boolean mine = false;
        try {
            mine = turn.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS);
            if (mine) {
                release();
            } else {
                log.warn("store={} is still busy and is left as it is; the next start recovers it", site);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        turn.lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw StoreException.later(site + " is closed");
        }
    }

    private <T> T use(String what, Function<Database, T> work) {
        Database present = present(what);
        try {
            return work.apply(present);
        } catch (StoreException e) {
            throw e;
        } catch (BadRow e) {
            damaged = true;
            throw StoreException.untilRebuilt("could not " + what + ": " + site + " is damaged: " + e.getMessage());
        } catch (RuntimeException e) {
            doubtful = true;
            throw new StoreException("could not " + what + " in " + site + ": " + reason(e), e);
        }
    }

    /** The open database; after a failure it is closed and read anew, because memory and files may differ. */
    private Database present(String what) {
        if (doubtful) {
            release();
            try {
                examine();
                doubtful = false;
            } catch (BadRow e) {
                damaged = true;
                doubtful = false;
            } catch (RuntimeException e) {
                throw new StoreException(
                        "could not " + what + ": after a failure " + site + " cannot be opened yet: " + reason(e), e);
            }
        }
        Database present = database;
        if (present == null || damaged) {
            throw StoreException.untilRebuilt(
                    "could not " + what + ": " + site + " is not open, or was found damaged; rebuild it");
        }
        return present;
    }

    /** Opens and inspects. Whatever is thrown there means that the database cannot be trusted; {@link BadRow} says it for sure. */
    private StoreState.Sound examine() {
        var watch = new Watch(patience, this::requireOpen);
        var opened = new AtomicReference<@Nullable Database>();
        try {
            return watch.run(() -> {
                Site.Opened found = site.open();
                opened.set(found.database());
                watch.pulse();
                if (found.fresh()) {
                    Filling.empty(found.database());
                }
                Ledger ledger = new Inspection(found.database(), watch::pulse).run();
                return new StoreState.Sound(ledger.lastApplied(), ledger.version(), ledger.hash());
            });
        } finally {
            database = opened.get();
            circular = watch.isGivenUp();
        }
    }

    /** What can be read of this node's own events, also from a database that was not to be opened before. */
    private List<Event> saved() {
        if (circular) {
            log.warn("store={} local events could not be saved: reading it does not end", site);
            return List.of();
        }
        try {
            var watch = new Watch(patience, this::requireOpen);
            Database known = database;
            return watch.run(() -> {
                Database present = known == null ? site.open().database() : known;
                try {
                    return EventTable.readable(present, EventStream.LOCAL, SAVED);
                } finally {
                    if (known == null) {
                        site.abandon(present);
                    }
                }
            });
        } catch (RuntimeException e) {
            requireOpen();
            log.warn("store={} local events could not be saved: {}", site, reason(e));
            return List.of();
        }
    }

    private void replace(StoreImage image, List<Event> local) throws SQLException {
        Database next = site.beside();
        try {
            Filling.from(image, local, next);
        } catch (RuntimeException e) {
            site.abandon(next);
            throw e;
        }
        release();
        database = site.replaceBy(next, damaged);
    }

    private void release() {
        Database present = database;
        database = null;
        if (present == null) {
            return;
        }
        if (damaged || doubtful) {
            site.abandon(present);
        } else {
            site.close(present);
        }
    }

    /** What is known of a row, else the innermost cause: the layers around it only repeat it. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof BadRow) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
