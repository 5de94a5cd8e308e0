package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StrangersTest {

    private final Set<String> gone = new HashSet<>();
    private final Strangers<String> strangers = new Strangers<>(2, each -> !gone.contains(each));

    @Test
    void for_one_too_many_the_first_has_to_go() {
        assertEquals(List.of(), added("a", "b"));
        assertEquals(List.of("a", "b"), added("c", "d"));
    }

    @Test
    void who_has_gone_or_has_become_a_member_takes_no_place() {
        assertEquals(List.of(), added("a", "b"));
        gone.add("a");
        assertEquals(List.of(), added("c"));
        assertEquals(List.of("b"), added("d"));
    }

    private List<String> added(String... connections) {
        return Stream.of(connections)
                .map(strangers::add)
                .flatMap(Optional::stream)
                .toList();
    }
}
