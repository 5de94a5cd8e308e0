package io.arewealive.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusTest {

    private final EventBus bus = new EventBus("n", 10);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void a_listener_gets_the_events_of_its_streams_in_order() {
        var heard = new CopyOnWriteArrayList<Long>();
        bus.add(event -> heard.add(event.number()), Set.of(EventStream.CLUSTER));

        for (int i = 1; i <= 5; i++) {
            bus.publish(event(EventStream.CLUSTER, i));
            bus.publish(event(EventStream.LOCAL, 100 + i));
        }

        await(() -> assertEquals(List.of(1L, 2L, 3L, 4L, 5L), heard));
    }

    @Test
    void a_slow_listener_gets_one_resync_for_what_it_missed_and_then_goes_on() throws Exception {
        var heard = new CopyOnWriteArrayList<Event>();
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        bus.add(
                event -> {
                    entered.countDown();
                    hold(release);
                    heard.add(event);
                },
                Set.of(EventStream.CLUSTER));
        bus.publish(event(EventStream.CLUSTER, 1));
        entered.await();
        for (int i = 2; i <= 50; i++) {
            bus.publish(event(EventStream.CLUSTER, i));
        }

        release.countDown();

        await(() -> assertEquals(12, heard.size()));
        bus.publish(event(EventStream.CLUSTER, 51));
        await(() -> assertEquals(13, heard.size()));
        assertEquals(11, heard.get(10).number());
        assertEquals(EventType.RESYNC, heard.get(11).type());
        assertEquals("12", heard.get(11).details().get("from"));
        assertEquals("50", heard.get(11).details().get("to"));
        assertEquals(51, heard.get(12).number());
    }

    @Test
    void a_failing_listener_disturbs_neither_others_nor_its_own_next_event() {
        var heard = new CopyOnWriteArrayList<Long>();
        var own = new CopyOnWriteArrayList<Long>();
        bus.add(
                event -> {
                    own.add(event.number());
                    throw new IllegalStateException("as planned");
                },
                Set.of(EventStream.CLUSTER));
        bus.add(event -> heard.add(event.number()), Set.of(EventStream.CLUSTER));

        bus.publish(event(EventStream.CLUSTER, 1));
        bus.publish(event(EventStream.CLUSTER, 2));

        await(() -> assertEquals(List.of(1L, 2L), heard));
        await(() -> assertEquals(List.of(1L, 2L), own));
    }

    @Test
    void the_newest_events_are_kept_in_a_bounded_number() {
        for (int i = 1; i <= EventBus.KEPT + 5; i++) {
            bus.publish(event(EventStream.CLUSTER, i));
        }

        List<Event> kept = bus.recent(EventStream.CLUSTER, 0);
        assertEquals(EventBus.KEPT, kept.size());
        assertEquals(6, kept.get(0).number());
        assertEquals(2, bus.recent(EventStream.CLUSTER, EventBus.KEPT + 3).size());
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    private static void hold(CountDownLatch release) {
        try {
            release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Event event(EventStream stream, long number) {
        return new Event(stream, number, Instant.EPOCH, EventType.NODE_STATUS, Severity.INFO, "n", "m", Map.of());
    }
}
