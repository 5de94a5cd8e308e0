package io.arewealive.core.raft;

import io.arewealive.node.NodeId;

/**
 * Takes over the leader's log and answers it. An answer to entries waits until they are on disk; an answer to a sign of life does
 * not, and says how far the disk is by then.
 */
final class Follower {

    private final Replica replica;
    private long term;
    /** Up to here this log equals the leader's of {@code term}. */
    private long equal;

    private long round;
    private long answeredRound;
    private long answeredMatched;
    private boolean answerAnyway;

    Follower(Replica replica) {
        this.replica = replica;
    }

    /** Called for the current term's leader only. Returns false if the two logs contradict each other in what is committed. */
    boolean append(NodeId from, RaftMessage.Append message) {
        startTerm(message.term());
        round = Math.max(round, message.round());
        switch (replica.merge(message.prevIndex(), message.prevTerm(), message.entries())) {
            case DONE -> {
                equal = Math.max(equal, message.prevIndex() + message.entries().size());
                replica.commitTo(Math.min(message.commit(), equal));
                answerAnyway |= !message.entries().isEmpty() && replica.journal.durable() >= equal;
            }
            case BEYOND -> refuse(from, message, replica.log.lastIndex());
            case CONFLICT -> refuse(from, message, replica.commit());
            case DAMAGED -> {
                return false;
            }
        }
        return true;
    }

    /** Tells the leader what is new. */
    void answer() {
        if (term != replica.term() || replica.leader.isEmpty()) {
            return;
        }
        long matched = Math.min(equal, replica.journal.durable());
        if (answerAnyway || round > answeredRound || matched > answeredMatched) {
            replica.out.send(replica.leader.get(), new RaftMessage.AppendReply(term, round, matched));
            answerAnyway = false;
            answeredRound = round;
            answeredMatched = matched;
        }
    }

    private void refuse(NodeId from, RaftMessage.Append message, long hint) {
        replica.out.send(from, new RaftMessage.AppendRefused(replica.term(), round, message.prevIndex(), hint));
        answeredRound = round;
    }

    private void startTerm(long current) {
        if (term != current) {
            term = current;
            equal = 0;
            round = 0;
            answeredRound = 0;
            answeredMatched = 0;
            answerAnyway = false;
        }
    }
}
