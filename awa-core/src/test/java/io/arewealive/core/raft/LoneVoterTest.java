package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import io.arewealive.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoneVoterTest {

    private static final NodeId SELF = new NodeId(new UUID(0, 1));
    private static final RaftTiming TIMING = new RaftTiming(
            Duration.ofMillis(100),
            Duration.ofMillis(1000),
            Duration.ofMillis(2000),
            Duration.ofMillis(20),
            Duration.ofMillis(70),
            Duration.ofMillis(500),
            1 << 16,
            8,
            1000,
            1 << 20,
            100);

    private final List<RaftEffect> seen = new ArrayList<>();

    @Test
    void the_founder_leads_and_serves_without_waiting() {
        var machine = new RaftMachine(SELF, TIMING, Recovered.founding(SELF), new Random(1), 0);

        assertTrue(machine.deadlineNanos() <= 0);
        run(machine, new RaftInput.Tick());
        run(machine, new RaftInput.Propose(7, Bytes.owning(new byte[] {1})), new RaftInput.Read(8));

        assertEquals(RaftRole.LEADER, machine.view().role());
        assertEquals(2, machine.view().term());
        assertEquals(3, machine.view().applied());
        assertTrue(seen.contains(new RaftEffect.Accepted(7, 3, 2)));
        assertTrue(seen.contains(new RaftEffect.ReadReady(8, 2)));
        assertTrue(seen.contains(new RaftEffect.RoleChanged(RaftRole.LEADER, 2, Optional.of(SELF))));
        assertEquals(
                List.of(2L, 3L),
                seen.stream()
                        .filter(RaftEffect.Apply.class::isInstance)
                        .flatMap(effect ->
                                ((RaftEffect.Apply) effect).entries().stream().map(Entry::index))
                        .toList());
    }

    @Test
    void nothing_is_applied_before_it_is_on_disk() {
        var machine = new RaftMachine(SELF, TIMING, Recovered.founding(SELF), new Random(1), 0);
        run(machine, new RaftInput.Tick());

        var effects = machine.step(new RaftInput.Propose(7, Bytes.EMPTY), 1);

        assertEquals(2, machine.view().applied());
        assertEquals(2, effects.size());
        assertTrue(effects.get(0) instanceof RaftEffect.Accepted);
        assertTrue(effects.get(1) instanceof RaftEffect.Persist);
    }

    @Test
    void a_founder_whose_disk_is_slow_needs_one_election_all_the_same() {
        var machine = new RaftMachine(SELF, TIMING, Recovered.founding(SELF), new Random(1), 0);
        List<RaftEffect> first = machine.step(new RaftInput.Tick(), 0);
        long now = 0;
        while (now < Duration.ofSeconds(10).toNanos()) {
            now = Math.max(now + 1, machine.deadlineNanos());
            assertEquals(List.of(), machine.step(new RaftInput.Tick(), now));
        }

        var persist = (RaftEffect.Persist) first.stream()
                .filter(RaftEffect.Persist.class::isInstance)
                .findFirst()
                .orElseThrow();
        machine.step(new RaftInput.Persisted(persist.sequence()), now);

        assertEquals(RaftRole.LEADER, machine.view().role());
        assertEquals(2, machine.view().term());
    }

    private void run(RaftMachine machine, RaftInput... inputs) {
        var effects = machine.step(List.of(inputs), 0);
        while (!effects.isEmpty()) {
            seen.addAll(effects);
            var written = new ArrayList<RaftInput>();
            for (var effect : effects) {
                if (effect instanceof RaftEffect.Persist persist) {
                    written.add(new RaftInput.Persisted(persist.sequence()));
                }
            }
            if (written.isEmpty()) {
                return;
            }
            effects = machine.step(written, 0);
        }
    }
}
