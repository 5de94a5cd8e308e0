package io.arewealive.core;

import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the management interfaces add to this node's status. Any thread. */
final class Notes {

    private final Map<String, List<Problem>> byFace = new ConcurrentHashMap<>();
    private volatile Noted last = new Noted(null, null);

    /** A status as it came, and as it is shown; the same one is shown as the same one. */
    private record Noted(
            @Nullable ClusterStatus plain, @Nullable ClusterStatus shown) {}

    void say(String face, List<Problem> problems) {
        byFace.put(face, List.copyOf(problems));
        last = new Noted(null, null);
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same picture; comparing two pictures takes long
    ClusterStatus on(ClusterStatus status) {
        if (byFace.isEmpty()) {
            return status;
        }
        Noted former = last;
        if (former.plain() == status && former.shown() != null) {
            return former.shown();
        }
        ClusterStatus shown = with(status);
        last = new Noted(status, shown);
        return shown;
    }

    private ClusterStatus with(ClusterStatus status) {
        List<Problem> problems = new ArrayList<>(status.problems());
        byFace.values().forEach(problems::addAll);
        problems.sort(Comparator.comparing(Problem::severity).reversed());
        return new ClusterStatus(
                status.cluster(),
                status.takenAt(),
                status.viewer(),
                status.viewerId(),
                status.version(),
                status.hash(),
                status.synced(),
                status.quorum(),
                status.leader(),
                status.term(),
                status.epoch(),
                status.voters(),
                status.security(),
                status.nodes(),
                problems);
    }
}
