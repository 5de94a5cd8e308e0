package io.arewealive.core.step;

import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftMessage;
import io.arewealive.core.wire.Bytes;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import java.util.OptionalLong;
import java.util.UUID;

/** What one node says to another. The sender, its cluster and its incarnation stand in the frame around it. */
public sealed interface Message {

    /** A message between nodes of this epoch; one without it is of the first. */
    record InEpoch(Epoch epoch, Message message) implements Message {
        @Override
        public Message plain() {
            return message;
        }
    }

    /** The log's engines talk. */
    record Raft(RaftMessage message) implements Message {}

    /** "I am here", to everybody, every beat. */
    record Beat(NodeFacts facts) implements Message {}

    /** "Are you there?" Answered at once. */
    record Ask(long question) implements Message {}

    /** The answer, to the same question. */
    record Answer(long question, NodeFacts facts) implements Message {}

    /**
     * A node without a cluster wants to join this one.
     *
     * @param replace whether it takes the place of an offline node of its name
     */
    record Join(Node self, boolean replace) implements Message {}

    /** Nodes without a cluster talk about forming one. */
    record Founding(FoundingTalk talk) implements Message {}

    /** The answer to a wish to join, or to a node that may take part no more: the cluster's id, and whether it is in. */
    record Joined(UUID clusterId, Welcome welcome, String message) implements Message {}

    /** A command for the leader to put into the log. */
    record Submit(Bytes command) implements Message {}

    /** What became of a submitted command. */
    record Submitted(CommandId commandId, Taken taken) implements Message {}

    /** Up to where the log must be applied before a linear read that begins now is answered; answered by {@code ReadAt}. */
    record AskRead(long question) implements Message {}

    /** The answer, to the same question; empty if this node does not lead or has no majority. */
    record ReadAt(long question, OptionalLong index) implements Message {}

    /** A voter is about to stop and gives its seat back. */
    record Leaving() implements Message {}

    /** "Goodbye", to everybody; nothing comes after it. */
    record Goodbye() implements Message {}

    /** The epoch that this message belongs to. */
    default Epoch epoch() {
        return Epoch.FIRST;
    }

    /** What is said, whatever the epoch. */
    default Message plain() {
        return this;
    }

    /** The same, said in this epoch. */
    default Message in(Epoch epoch) {
        return epoch.equals(Epoch.FIRST) ? plain() : new InEpoch(epoch, plain());
    }

    /** How a wish to join ended. */
    enum Welcome {
        /** The node has its row in the table. */
        IN,
        /** A row waits for it under another id, which stands in the message: it is to go by that one, and ask again. */
        ADOPT,
        /** It cannot join, and trying again will not help. */
        REFUSED,
        /** Not now: there is no leader or no majority. */
        LATER,
        /** It was in once and may take part no more. */
        OUT,
        /** It is a voter with an older copy of its data directory, and may never take part with that. */
        OLD
    }

    /** How the leader took a command. */
    sealed interface Taken {
        /** It is applied; this is the outcome. The index is where in the log, 0 if that is not known any more. */
        record Done(Ending.Settled ending, long index) implements Taken {}

        /** It did not enter the log here: this node does not lead, or is too busy. Another attempt is safe. */
        record NotTaken() implements Taken {}

        /** It entered this leader's log, and then the leader lost its office: it may or may not be applied later. */
        record Lost() implements Taken {}
    }
}
