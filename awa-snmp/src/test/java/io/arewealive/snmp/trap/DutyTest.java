package io.arewealive.snmp.trap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.Awa;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.NodeId;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.Severity;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DutyTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void the_types_that_can_be_told_are_those_that_have_a_notification() {
        List<String> told = Arrays.stream(EventType.values())
                .filter(type -> Stream.of(EventStream.values())
                        .anyMatch(stream ->
                                new Duty(leader(), NOON).of(event(stream, type)).isPresent()))
                .map(EventType::id)
                .sorted()
                .toList();

        assertEquals(told, Notifier.types());
        assertEquals(List.of("awa.leader", "awa.node.status", "awa.quorum"), told);
    }

    private static Event event(EventStream stream, EventType type) {
        return new Event(
                stream, 1, NOON, type, Severity.CRITICAL, "web-1", "!", Map.of("quorum", "false", "leader", "web-1"));
    }

    private static Awa leader() {
        var status = new ClusterStatus(
                "demo",
                NOON,
                "web-1",
                new NodeId(new UUID(1, 1)),
                1,
                ChangeHash.EMPTY,
                true,
                true,
                Optional.of("web-1"),
                3,
                1,
                List.of("web-1"),
                "loopback",
                List.of(),
                List.of());
        return (Awa) Proxy.newProxyInstance(
                DutyTest.class.getClassLoader(), new Class<?>[] {Awa.class}, (proxy, method, args) -> status);
    }
}
