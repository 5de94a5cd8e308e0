package io.arewealive.core.raft;

import io.arewealive.node.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves nodes that pull: at once if there is something new, else when something is committed, another leader is known or {@code
 * pullWait} is over. Only committed entries leave here, so that whoever serves, an observer too, serves the same.
 */
final class PullServer {

    private static final int MOST_WAITING = 4096;

    private record Waiting(RaftMessage.Pull pull, long until) {}

    /** What a puller is told of the leader. */
    private record Known(long term, boolean leader) {}

    private final Replica replica;
    private final Map<NodeId, Waiting> waiting = new LinkedHashMap<>();
    private long answeredCommit;
    private Known answeredKnown = new Known(0, false);

    PullServer(Replica replica) {
        this.replica = replica;
    }

    /** All wait equally long, so the first that came is the first whose time is over. */
    long deadline() {
        return waiting.isEmpty()
                ? Spans.NEVER
                : waiting.values().iterator().next().until();
    }

    void pull(NodeId from, RaftMessage.Pull pull, long leaderAge) {
        waiting.remove(from);
        boolean news = pull.position() < replica.commit();
        boolean lost = leaderAge < 0 || leaderAge > replica.spans.electionMax();
        if (news || lost || waiting.size() >= MOST_WAITING) {
            answer(from, pull, leaderAge);
        } else {
            waiting.put(from, new Waiting(pull, replica.now + replica.spans.pullWait()));
        }
    }

    /** Answers those for whom there is something new, and those who waited long enough. */
    void answer(long leaderAge) {
        Known known = new Known(replica.term(), replica.leader.isPresent());
        boolean news = replica.commit() > answeredCommit || !known.equals(answeredKnown);
        if (!news && replica.now < deadline()) {
            return;
        }
        boolean everybody = !known.equals(answeredKnown);
        answeredCommit = replica.commit();
        answeredKnown = known;
        List<NodeId> answered = new ArrayList<>();
        waiting.forEach((node, each) -> {
            if (everybody || each.pull().position() < replica.commit() || replica.now >= each.until()) {
                answered.add(node);
                answer(node, each.pull(), leaderAge);
            }
        });
        answered.forEach(waiting::remove);
    }

    private void answer(NodeId to, RaftMessage.Pull pull, long leaderAge) {
        EntryLog log = replica.log;
        if (pull.position() < log.before()) {
            if (!replica.isInstalling()) {
                sendSnapshot(to, pull, log.snapshot());
            }
        } else if (pull.position() < replica.commit()) {
            List<Entry> entries = log.slice(pull.position() + 1, replica.commit(), replica.timing.maxBatchBytes());
            send(to, pull, leaderAge, pull.position(), log.termAt(pull.position()), entries);
        } else {
            send(to, pull, leaderAge, 0, 0, List.of());
        }
    }

    private void send(
            NodeId to, RaftMessage.Pull pull, long leaderAge, long prevIndex, long prevTerm, List<Entry> entries) {
        replica.out.send(
                to,
                new RaftMessage.PullReply(
                        replica.term(),
                        pull.id(),
                        replica.leader,
                        leaderAge,
                        prevIndex,
                        prevTerm,
                        replica.commit(),
                        entries));
    }

    private void sendSnapshot(NodeId to, RaftMessage.Pull pull, SnapshotMeta newest) {
        long offset = pull.snapshotIndex() == newest.index() ? pull.snapshotOffset() : 0;
        replica.out.sendChunk(
                new RaftEffect.SendSnapshotChunk(to, replica.term(), newest, offset, replica.timing.maxBatchBytes()));
    }
}
