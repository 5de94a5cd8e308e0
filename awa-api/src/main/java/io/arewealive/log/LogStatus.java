package io.arewealive.log;

import java.util.List;
import java.util.Optional;

/**
 * The replicated log as one node sees it.
 *
 * @param viewer the name of that node
 * @param leader who leads, if it is known
 * @param quorum whether a majority of the voters was there lately
 * @param term the term that it knows
 * @param epoch the epoch, from 1; one more after each recovery
 * @param commit the highest index that it knows to be on the disks of a majority
 * @param applied the highest index that it has applied
 * @param firstIndex the first entry that it holds in memory for those who lag; older ones come as a snapshot
 * @param lastIndex the end of its log
 * @param joint whether the voters are changing at this moment
 * @param members all nodes of the table, in the order of their names
 * @param disk the files
 */
public record LogStatus(
        String viewer,
        Optional<String> leader,
        boolean quorum,
        long term,
        long epoch,
        long commit,
        long applied,
        long firstIndex,
        long lastIndex,
        boolean joint,
        List<LogMember> members,
        LogDisk disk) {

    /** Copies the list. */
    public LogStatus {
        members = List.copyOf(members);
    }

    /** Nothing yet. */
    public static LogStatus nothing(String viewer) {
        return new LogStatus(viewer, Optional.empty(), false, 0, 1, 0, 0, 1, 0, false, List.of(), LogDisk.UNKNOWN);
    }

    /** The same with what is known of the files. */
    public LogStatus with(LogDisk files) {
        return new LogStatus(
                viewer, leader, quorum, term, epoch, commit, applied, firstIndex, lastIndex, joint, members, files);
    }

    /** Whether the viewer leads, so that it knows exactly what the others have on their disks. */
    public boolean isLeader() {
        return leader.equals(Optional.of(viewer));
    }

    /** The names of the voters. */
    public List<String> voters() {
        return members.stream().filter(LogMember::isVoter).map(LogMember::name).toList();
    }

    /** The member with this name or id. */
    public Optional<LogMember> find(String nameOrId) {
        return members.stream()
                .filter(member ->
                        member.name().equals(nameOrId) || member.id().toString().equals(nameOrId))
                .findFirst();
    }
}
