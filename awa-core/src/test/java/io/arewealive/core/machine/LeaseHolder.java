package io.arewealive.core.machine;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Reading;
import io.arewealive.proof.Revisions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Holds a lease and a key bound to it, renews it, and now and then lets it go. Within its time, counted from when it asked for the last
 * grant or renewal that was acknowledged, neither may be gone; once the lease is gone, so is the key.
 */
final class LeaseHolder extends KvCaller {

    private final List<Revisions.Told> tokens;
    private long lease;
    private long millis;
    private long since;
    private boolean bound;
    private boolean gone;
    private boolean lettingGo;

    /** @param tokens those that were granted, to all holders */
    LeaseHolder(int number, LocalCluster cluster, SplittableRandom random, List<Revisions.Told> tokens) {
        super(number, cluster, random);
        this.tokens = tokens;
    }

    String key() {
        return "lock/" + number;
    }

    @Override
    void next() {
        if (lease == 0) {
            write(new KvWrite.Grant(Duration.ofMillis(1_000 + random.nextInt(1_500))));
        } else if (gone) {
            read(key());
        } else if (!bound) {
            write(new KvWrite.Set(key(), KvValue.of("lease " + lease), lease));
        } else if (lettingGo) {
            write(random.nextInt(3) == 0 ? new KvWrite.Revoke(lease) : new KvWrite.Renew(lease));
        } else if (random.nextInt(3) == 0) {
            read(key());
        } else {
            lettingGo = random.nextInt(12) == 0;
            write(new KvWrite.Renew(lease));
        }
    }

    @Override
    void wrote(long invoked, long returned, KvWrite write, KvOutcome outcome) {
        if (outcome instanceof KvOutcome.Done done) {
            if (write instanceof KvWrite.Grant grant) {
                lease = done.lease();
                millis = grant.timeToLive().toMillis();
                since = invoked;
                tokens.add(new Revisions.Told(invoked, returned, lease, true, "a grant to caller " + number));
            } else if (write instanceof KvWrite.Renew) {
                require(done.lease() == lease, "renewed lease " + done.lease() + " instead of " + lease);
                since = Math.max(since, invoked);
            } else if (write instanceof KvWrite.Set) {
                bound = true;
            } else {
                gone = true; // it was given up
            }
        } else if (outcome instanceof KvOutcome.Refused refused && refused.reason() == KvOutcome.Refusal.LEASE_GONE) {
            require(lettingGo || returned >= end(), "lease " + lease + " is gone " + early(returned));
            gone = true;
        } else if (write instanceof KvWrite.Revoke) {
            since = Long.MIN_VALUE / 2; // it may be gone at any time from now on
        }
    }

    @Override
    void saw(long invoked, long returned, String key, Reading.Found<Optional<KvEntry>> found) {
        Optional<KvEntry> mine = found.value().filter(entry -> entry.lease() == lease);
        if (gone) {
            require(mine.isEmpty(), "lease " + lease + " has ended, and " + key + " is still bound to it");
            startOver();
        } else if (bound) {
            require(
                    mine.isPresent() || returned >= end(),
                    key + " is gone " + early(returned) + " while it is bound to lease " + lease);
        }
    }

    private void startOver() {
        lease = 0;
        bound = false;
        gone = false;
        lettingGo = false;
    }

    private long end() {
        return since + Duration.ofMillis(millis).toNanos();
    }

    private String early(long at) {
        return (end() - at) / 1_000_000 + " ms before its time of " + millis + " ms is over";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
