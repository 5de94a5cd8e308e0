package io.arewealive.core.machine;

import io.arewealive.status.Problem;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Until when this node's keys are valid, and what status says as that comes near. */
final class KeysEnd {

    private static final Duration WARNED = Duration.ofDays(60);
    private static final String REMEDY = "renew them in three stages, on all nodes: awa init --renew";

    private Optional<Instant> end = Optional.empty();

    /** The keys that count from now on are valid until then. */
    void at(Instant newEnd) {
        end = Optional.of(newEnd);
    }

    Optional<Problem> problem(String name, Instant now) {
        return end.filter(last -> now.plus(WARNED).isAfter(last)).map(last -> problem(name, now, last));
    }

    private static Problem problem(String name, Instant now, Instant last) {
        LocalDate day = LocalDate.ofInstant(last, ZoneOffset.UTC);
        return now.isAfter(last)
                ? new Problem(
                        Severity.CRITICAL,
                        name,
                        "its keys were valid until " + day + ", no connection is accepted",
                        REMEDY)
                : new Problem(
                        Severity.WARNING,
                        name,
                        "its keys are valid until " + day + ", in "
                                + Duration.between(now, last).toDays() + " days",
                        REMEDY);
    }
}
