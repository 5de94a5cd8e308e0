package io.arewealive.snmp.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeIndexesTest {

    @Test
    void a_name_has_the_same_number_whoever_else_is_there() {
        Map<String, Long> few = NodeIndexes.of(List.of("db-1", "db-2"));
        Map<String, Long> many = NodeIndexes.of(
                IntStream.range(0, 1_000).mapToObj(i -> "db-" + i).toList());

        assertEquals(few.get("db-1"), many.get("db-1"));
        assertEquals(few.get("db-2"), many.get("db-2"));
    }

    @Test
    void no_two_names_have_one_number_and_every_agent_gives_the_same() {
        List<String> names = new java.util.Random(7)
                .longs(200_000)
                .mapToObj(Long::toString)
                .distinct()
                .toList();
        long preferred = names.stream().map(NodeIndexes::preferred).distinct().count();
        Map<String, Long> indexes = NodeIndexes.of(names);
        var reversed = new java.util.ArrayList<>(names);
        java.util.Collections.reverse(reversed);

        assertEquals(true, preferred < names.size(), "no two of these names meet: this test looks at nothing");
        assertEquals(names.size(), new HashSet<>(indexes.values()).size());
        assertEquals(indexes, NodeIndexes.of(reversed));
        assertEquals(true, indexes.values().stream().allMatch(index -> index > 0 && index <= Integer.MAX_VALUE));
    }
}
