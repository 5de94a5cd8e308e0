package io.arewealive.standalone;

/** Exit codes that scripts rely on; those of outcomes and of a status stand with them. */
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int STATUS_NOT_KNOWN = 3;
    static final int USAGE = 64;
    static final int NO_SERVER = 69;
    static final int NOT_ALLOWED = 77;
    static final int CONFIGURATION = 78;
    static final int INTERRUPTED = 130;

    private Exit() {}
}
