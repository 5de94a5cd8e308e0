package io.arewealive.status;

import java.util.Locale;

/** The state of a node, as one viewer sees it. */
public enum NodeState {
    /** It answered within the liveness time. */
    ONLINE,
    /** The liveness time has passed; its end is not confirmed. */
    SUSPECT,
    /** Its end is confirmed, or it is silent past confirmation. */
    OFFLINE,
    /** It said goodbye. */
    LEFT,
    /** It stands in the table, and this viewer has never heard it since its own start. */
    UNKNOWN;

    /** The word in JSON and MBeans: {@code online suspect offline left unknown}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word in tables for people: {@code Online Suspect Offline Left Unknown}. */
    public String title() {
        return name().charAt(0) + word().substring(1);
    }
}
