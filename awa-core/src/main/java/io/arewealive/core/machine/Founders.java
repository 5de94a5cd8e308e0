package io.arewealive.core.machine;

import io.arewealive.core.step.Vow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The list of nodes that form a cluster together.
 *
 * @param places their addresses, each once, in an order that does not depend on how they were written down
 * @param vow what this node has promised already
 */
public record Founders(List<String> places, Vow vow) {

    /** Sorts the addresses. */
    public Founders {
        places = places.stream()
                .map(place -> place.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    /** Tells this list from others. */
    UUID list() {
        return UUID.nameUUIDFromBytes(String.join(",", places).getBytes(StandardCharsets.UTF_8));
    }

    int majority() {
        return places.size() / 2 + 1;
    }

    /** The place of a node that is reached at these addresses. */
    Optional<Integer> placeOf(Set<String> addresses) {
        OptionalInt first = addresses.stream()
                .mapToInt(address -> places.indexOf(address.toLowerCase(Locale.ROOT)))
                .filter(place -> place >= 0)
                .min();
        return first.isPresent() ? Optional.of(first.getAsInt()) : Optional.empty();
    }
}
