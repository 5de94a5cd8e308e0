package io.arewealive.log;

/** What became of the wish for a copy of everything that the cluster agrees on. */
public sealed interface BackupOutcome {

    /**
     * The copy is there, to be fetched in pieces by {@link Log#backupPart}.
     *
     * @param id names it; the server keeps one copy at a time, until the last piece is fetched or another copy is made
     * @param bytes how large it is
     * @param index the last entry of the log in it
     * @param version the version of the node table in it
     * @param revision the revision of the key-value store in it
     */
    record Ready(String id, long bytes, long index, long version, long revision) implements BackupOutcome {}

    /**
     * There is no majority, so nobody can tell what is the newest state.
     *
     * @param message what is missing
     */
    record NoQuorum(String message) implements BackupOutcome {}

    /**
     * No leader confirmed it in time, or somebody else fetches a copy at this moment; try again.
     *
     * @param message what is going on
     */
    record NotNow(String message) implements BackupOutcome {}
}
