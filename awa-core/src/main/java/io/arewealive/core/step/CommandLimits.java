package io.arewealive.core.step;

/** How large a command may be, in the log and on its way there. */
public final class CommandLimits {

    /** The largest command: a value of 1 MiB, what it is compared with, and all that belongs to it. */
    public static final int MAX_BYTES = (2 << 20) + (64 << 10);

    private CommandLimits() {}
}
