package io.arewealive.core.log;

import java.io.Serial;

/**
 * A file holds something else than what was once made durable in it. Nothing was changed. To try again is of no use: the node must
 * be set up anew from the other members.
 */
public final class DamagedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;

    DamagedException(String file, long offset, String what) {
        super(file + " is damaged" + (offset < 0 ? "" : " at byte " + offset) + ": " + what
                + ". Nothing was changed. While other members live, move the data directory away and start this server with"
                + " --join HOST:PORT --replace: it gets everything from them under a new id. If this was the only copy, keep"
                + " it and restore the last backup.");
        this.file = file;
        this.offset = offset;
    }

    /** The damaged file. */
    public String file() {
        return file;
    }

    /** Where in the file the damage begins, as far as that can be told; -1 if a whole file is missing. */
    public long offset() {
        return offset;
    }
}
