package io.arewealive.core.machine;

import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who was refused within the last minute, why, and how often. What a stranger sends must not fill the log or the status: causes are
 * told by their kind, once a minute for each peer, and beyond 16 peers all others together. Called from the loop only.
 */
final class RefusedPeers {

    private static final long SHOWN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 16;
    private static final String OTHERS = "more peers";
    private static final int MOST_TEXT = 300;

    private final Map<String, Refusal> byCause = new LinkedHashMap<>();

    private static final class Refusal {
        private final String from;
        private String why = "";
        private long count;
        private long lastNanos;
        private long toldNanos;

        private Refusal(String from, long toldNanos) {
            this.from = from;
            this.toldNanos = toldNanos;
        }

        private boolean isOfKeys() {
            return isForWantOfKeys() || why.startsWith("keys:");
        }

        private boolean isForWantOfKeys() {
            return why.startsWith("no keys:");
        }

        private String remedy() {
            if (isForWantOfKeys()) {
                return "set awa.security.keystore on this node to the keys of its cluster (awa init --from), or find out who"
                        + " that is";
            }
            return isOfKeys()
                    ? "give that node the cluster's cluster.p12, or find out who it is"
                    : "check which cluster and which version that process belongs to";
        }
    }

    /** One more refusal. Returns whether that is worth a line in the log. */
    boolean add(String from, String why, long nowNanos) {
        expire(nowNanos);
        String peer = host(from);
        String cause = peer + " " + kind(why);
        if (!byCause.containsKey(cause) && byCause.size() >= MOST) {
            peer = OTHERS;
            cause = OTHERS;
        }
        boolean isNew = !byCause.containsKey(cause);
        String shown = peer;
        Refusal refusal = byCause.computeIfAbsent(cause, unused -> new Refusal(shown, nowNanos));
        refusal.why = why.length() > MOST_TEXT ? why.substring(0, MOST_TEXT) + "..." : why;
        refusal.count++;
        refusal.lastNanos = nowNanos;
        boolean again = nowNanos - refusal.toldNanos >= SHOWN_NANOS;
        if (again) {
            refusal.toldNanos = nowNanos;
        }
        return isNew || again;
    }

    /** Adds what people should know. */
    void problems(List<Problem> found, long nowNanos) {
        expire(nowNanos);
        for (Refusal refusal : byCause.values()) {
            String often = refusal.count > 1 ? " (" + refusal.count + " times)" : "";
            found.add(new Problem(
                    Severity.WARNING,
                    "network",
                    "refused messages from " + refusal.from + ": " + refusal.why + often,
                    refusal.remedy()));
        }
    }

    /** Somebody this node does not understand, or who does not understand it, because of keys. */
    Optional<Problem> ofKeys() {
        return byCause.values().stream()
                .filter(Refusal::isOfKeys)
                .map(refusal -> new Problem(
                        Severity.WARNING,
                        "network",
                        "no understanding with " + refusal.from + ": " + refusal.why,
                        refusal.remedy()))
                .findFirst();
    }

    private void expire(long nowNanos) {
        for (Iterator<Refusal> each = byCause.values().iterator(); each.hasNext(); ) {
            if (nowNanos - each.next().lastNanos > SHOWN_NANOS) {
                each.remove();
            }
        }
    }

    /** The kind of a cause is what stands before its details. */
    private static String kind(String why) {
        int end = why.indexOf(':');
        return end < 0 ? why.substring(0, Math.min(why.length(), 40)) : why.substring(0, end);
    }

    /** A caller's port is another one each time. */
    private static String host(String from) {
        return from.length() > MOST_TEXT ? from.substring(0, MOST_TEXT) : from.replaceFirst(":[0-9]{1,5}$", "");
    }
}
