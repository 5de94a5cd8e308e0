package io.arewealive.jmx;

import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvListener;
import io.arewealive.kv.KvWatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells the changes of keys, and goes on at its revision after the connection was lost. */
final class RemoteWatch implements KvWatch {

    private static final int BATCH = 1_000;

    private final String prefix;
    private final KvListener listener;
    private final Poller poller;
    private volatile long revision;

    RemoteWatch(Link link, String prefix, long revision, KvListener listener, Consumer<Poller> ended) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision " + revision + " must be 0 or more");
        }
        this.prefix = prefix;
        this.revision = revision;
        this.listener = listener;
        this.poller = new Poller(link, "the keys that begin with \"" + prefix + "\"", this::ask, ended);
    }

    Poller poller() {
        return poller;
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void close() {
        poller.close();
    }

    private BooleanSupplier ask(Link link) throws InterruptedException {
        KvChanges answer = RemoteKeyValue.poll(link, prefix, revision, BATCH, RemoteKeyValue.LONGEST_WAIT);
        return () -> tell(answer);
    }

    private boolean tell(KvChanges answer) {
        if (answer instanceof KvChanges.Compacted compacted) {
            long told = revision;
            revision = compacted.revision();
            poller.tell(() -> listener.lost(told, compacted.revision()));
            return true;
        }
        if (answer instanceof KvChanges.Changes some) {
            for (KvChange change : some.changes()) {
                if (poller.isClosed()) {
                    return true;
                }
                poller.tell(() -> listener.changed(change));
                revision = change.revision();
            }
            revision = some.revision();
            return !some.changes().isEmpty();
        }
        throw new AssertionError("unhandled " + answer);
    }
}
