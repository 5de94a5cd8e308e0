package io.arewealive.core.kv;

import java.util.concurrent.ConcurrentSkipListSet;

/** A lease and what is bound to it. Written by the loop only. */
final class Lease {

    final long number;
    final long millis;
    final String owner;
    final ConcurrentSkipListSet<String> keys = new ConcurrentSkipListSet<>();
    private long renewals;

    Lease(long number, long millis, String owner, long renewals) {
        this.number = number;
        this.millis = millis;
        this.owner = owner;
        this.renewals = renewals;
    }

    long renewals() {
        return renewals;
    }

    void renew() {
        renewals++;
    }
}
