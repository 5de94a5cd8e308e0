package io.arewealive.core;

import io.arewealive.core.step.Picture;
import io.arewealive.log.LogMember;
import io.arewealive.log.LogStatus;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import java.util.List;
import java.util.Optional;

/**
 * That a node vote, or not: whether it came to that, and if not, why.
 *
 * @param node which
 * @param wanted whether it should vote
 */
record SeatWish(NodeId node, boolean wanted) {

    boolean isCarriedOut(Picture picture) {
        LogStatus log = picture.log().status();
        boolean votes = member(log).filter(LogMember::isVoter).isPresent();
        return !log.joint() && votes == wanted;
    }

    private Optional<LogMember> member(LogStatus log) {
        return log.members().stream().filter(member -> member.id().equals(node)).findFirst();
    }

    /** What it waits for, in the eyes of this node, and what to do. */
    String waitsFor(Picture picture) {
        LogStatus log = picture.log().status();
        Optional<LogMember> member = member(log);
        if (member.isEmpty()) {
            return "its row is gone";
        }
        if (!log.quorum()) {
            return "there is no quorum: awa status says who is missing";
        }
        if (log.joint()) {
            return "the voters are changing at this moment";
        }
        return wanted ? missingFor(member.get(), picture) : keptBy(member.get(), log);
    }

    private static String missingFor(LogMember member, Picture picture) {
        LogStatus log = picture.log().status();
        if (member.votes() != Votes.ADDED) {
            return "another operator has changed that meanwhile";
        }
        if (member.state() != NodeState.ONLINE) {
            return member.name() + " is " + member.state().word()
                    + "; it gets its vote when it is back and has caught up";
        }
        long behind = member.lag().orElse(Long.MAX_VALUE);
        if (behind > picture.log().promoteWithin()) {
            return member.name() + " has not caught up"
                    + (member.lag().isPresent() ? ": it is " + behind + " entries behind" : "")
                    + "; it gets its vote when it has";
        }
        List<LogMember> voters =
                log.members().stream().filter(LogMember::isVoter).toList();
        if (voters.size() >= picture.log().votersMax()
                && voters.stream().allMatch(voter -> voter.votes() == Votes.ADDED)) {
            return "all " + picture.log().votersMax()
                    + " votes (awa.voters.max) belong to nodes that were added too; remove one of them (awa member remove),"
                    + " or raise that (awa config set awa.voters.max 5)";
        }
        if (voters.size() < picture.log().votersMax()) {
            return "the number of voters is odd, and " + (voters.size() + 1)
                    + " nodes could vote: one more that may vote and has caught up is needed";
        }
        return "the leader has not changed the voters yet";
    }

    private static String keptBy(LogMember member, LogStatus log) {
        if (member.votes() != Votes.REMOVED) {
            return "another operator has changed that meanwhile";
        }
        boolean heir = log.members().stream()
                .anyMatch(other -> !other.id().equals(member.id())
                        && other.votes().mayVote()
                        && !other.witness()
                        && other.state() == NodeState.ONLINE);
        return heir
                ? "the leader has not changed the voters yet"
                : "no other full node that may vote is online; start one, or let one vote (awa member add)";
    }
}
