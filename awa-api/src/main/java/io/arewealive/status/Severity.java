package io.arewealive.status;

import java.util.Locale;

/** How bad a problem is; the order is from mild to bad. */
public enum Severity {
    /** Good to know; changes no exit code. */
    INFO,
    /** Something is suspect, behind or left: exit code 1 of {@code awa status}. */
    WARNING,
    /** Something is down: exit code 2 of {@code awa status}. */
    CRITICAL;

    /** The word in JSON and MBeans, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
