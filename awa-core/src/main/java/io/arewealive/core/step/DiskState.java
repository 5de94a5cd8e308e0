package io.arewealive.core.step;

/** Whether a node can write its log. */
public enum DiskState {
    /** It can. */
    WORKS(1),
    /** Not now, most likely for want of room; it goes on by itself when it can. */
    WAITS(2),
    /** Not before the node is restarted. */
    FAILED(3);

    private final int code;

    DiskState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static DiskState of(int code) {
        return switch (code) {
            case 2 -> WAITS;
            case 3 -> FAILED;
            default -> WORKS;
        };
    }
}
