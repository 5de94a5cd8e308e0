package io.arewealive.core.raft;

/** What the engines of two nodes say to each other. */
public sealed interface RaftMessage permits RaftMessage.Placeholder {
    /** Until the messages are here. */
    record Placeholder() implements RaftMessage {}
}
