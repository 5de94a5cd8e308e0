package io.arewealive.core.raft;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What a leader knows of one voter's log, and what is on its way there.
 *
 * <p>While it is not known where the two logs part, one append at a time probes for it. From then on appends follow each other
 * without waiting, until one is refused. Where the leader's log no longer reaches back far enough, a snapshot goes first.
 */
final class Progress {

    private final ArrayDeque<Long> inFlight = new ArrayDeque<>();
    private long matched;
    private long next;
    private long heard;
    private long round;
    private long toldRound;
    private long toldCommit;
    private boolean probing = true;
    private boolean probeSent;
    private Optional<SnapshotMeta> snapshot = Optional.empty();
    private long offset;
    private boolean chunkSent;

    Progress(long next, long now) {
        this.next = next;
        this.heard = now;
    }

    /** Up to here its log is known to equal the leader's and to be on its disk. */
    long matched() {
        return matched;
    }

    /** The next entry to send. */
    long next() {
        return next;
    }

    /** When it last answered. */
    long heard() {
        return heard;
    }

    /** The highest round it answered. */
    long round() {
        return round;
    }

    boolean maySend(int maxInFlight) {
        return probing ? !probeSent : inFlight.size() < maxInFlight;
    }

    void sent(long lastIndex) {
        if (probing) {
            probeSent = true;
        } else {
            inFlight.add(lastIndex);
            next = lastIndex + 1;
        }
    }

    /** Whether it has not been told yet; afterwards it has. */
    boolean isNews(long newRound, long newCommit) {
        boolean news = newRound > toldRound || newCommit > toldCommit;
        toldRound = newRound;
        toldCommit = newCommit;
        return news;
    }

    /** Whether it has this entry on disk and was told that it is committed. */
    boolean knowsCommitted(long index) {
        return matched >= index && toldCommit >= index;
    }

    /** It answered something, in this leader's term. */
    void answered(long answeredRound, long now) {
        heard = now;
        round = Math.max(round, answeredRound);
    }

    void accepted(long upTo) {
        matched = Math.max(matched, upTo);
        if (probing && upTo >= next - 1) {
            probing = false;
        }
        next = Math.max(next, matched + 1);
        while (!inFlight.isEmpty() && inFlight.getFirst() <= matched) {
            inFlight.removeFirst();
        }
    }

    void refused(long prevIndex, long hint) {
        boolean stale = prevIndex <= matched || (probing && prevIndex != next - 1);
        if (!stale) {
            probe(Math.max(matched + 1, Math.min(hint + 1, prevIndex)));
        }
    }

    /** Starts to send a snapshot, unless it is under way, and says where to go on; -1 while a part is on its way. */
    long nextChunk(SnapshotMeta newest) {
        if (!snapshot.equals(Optional.of(newest))) {
            snapshot = Optional.of(newest);
            offset = 0;
            chunkSent = false;
        }
        if (chunkSent) {
            return -1;
        }
        chunkSent = true;
        return offset;
    }

    void snapshotAnswered(RaftMessage.SnapshotReply reply) {
        if (reply.installed()) {
            snapshot = Optional.empty();
            matched = Math.max(matched, reply.index());
            probe(Math.max(next, matched + 1));
        } else if (snapshot.map(SnapshotMeta::index).equals(Optional.of(reply.index()))) {
            chunkSent &= reply.offset() <= offset;
            offset = reply.offset();
        }
    }

    /** What was sent may be lost: the next sign of life will tell, and a probe or a part of a snapshot is sent again. */
    void heartbeat() {
        probeSent = false;
        chunkSent = false;
    }

    private void probe(long from) {
        next = from;
        probing = true;
        probeSent = false;
        inFlight.clear();
    }
}
