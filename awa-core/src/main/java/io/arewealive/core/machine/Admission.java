package io.arewealive.core.machine;

import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.step.Message;
import io.arewealive.core.step.Message.Welcome;
import io.arewealive.core.table.TableEdit;
import io.arewealive.node.Node;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets nodes into the cluster, and turns away those that may not be in it any more. Called from the loop only. */
final class Admission {

    private static final long JOIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REPEAT_NANOS = Duration.ofMillis(500).toNanos();
    private static final int MOST = 1_000;

    private final Knowledge known;
    private final Submissions submissions;
    private final Duties duties;
    private final Map<NodeId, Long> toldNanos = new HashMap<>();

    Admission(Knowledge known, Submissions submissions, Duties duties) {
        this.known = known;
        this.submissions = submissions;
        this.duties = duties;
    }

    /** A node wants to be in. */
    void asked(NodeId from, Message.Join join) {
        Node self = join.self();
        if (!self.id().equals(from)) {
            answer(from, Welcome.REFUSED, "the node id in the message is not the one of its sender");
            return;
        }
        Optional<NodeId> adopted = known.state.table().adopted(from);
        if (adopted.isPresent() && known.state.table().find(adopted.get()).isPresent()) {
            answer(from, Welcome.ADOPT, adopted.get().toString());
        } else if (known.state.table().find(from).filter(self::equals).isPresent()) {
            answer(from, Welcome.IN, "");
        } else {
            submissions.submit(
                    new Envelope(
                            duties.newCommandId(),
                            known.now.wallMillis(),
                            "node:" + self.name(),
                            new Command.Edit(new TableEdit.Announce(self, join.replace()))),
                    new Asker.Joiner(from),
                    JOIN_NANOS);
        }
    }

    /** Whether a node may not take part any more; the leader tells it so, who knows best. One that still votes is heard until its seat is another's. */
    boolean turnsAway(NodeId from) {
        Optional<String> refusal = known.state.table().refusal(from);
        if (refusal.isEmpty() || known.raft.membership().isVoter(from)) {
            return false;
        }
        Long told = toldNanos.get(from);
        if (known.isLeader() && (told == null || known.now.nanos() - told > REPEAT_NANOS)) {
            if (toldNanos.size() >= MOST) {
                toldNanos.clear();
            }
            toldNanos.put(from, known.now.nanos());
            answer(from, Welcome.OUT, refusal.get());
        }
        return true;
    }

    /** This node itself may have been expelled: it sees that when it is current and its seat is another's. */
    void tick() {
        boolean settled =
                known.inCluster && known.isSynced() && !known.raft.membership().isVoter(known.self());
        if (settled && !known.outcast) {
            known.state.table().refusal(known.self()).ifPresent(known::expelled);
        }
    }

    private void answer(NodeId to, Welcome welcome, String message) {
        known.send(to, new Message.Joined(known.state.clusterId(), welcome, message));
    }
}
