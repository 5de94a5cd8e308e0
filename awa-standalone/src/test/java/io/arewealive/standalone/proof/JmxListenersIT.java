package io.arewealive.standalone.proof;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.jmx.RemoteAwa;
import io.arewealive.jmx.RemoteServer;
import io.arewealive.node.EditOutcome;
import io.arewealive.standalone.control.Server;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners by JMX while the leader is killed: one with the JDK alone at a server that stays, and ours at the one that is killed. */
class JmxListenersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    private Path home;

    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private final List<Event> told = new CopyOnWriteArrayList<>();

    @Test
    void no_number_is_lost_when_the_leader_is_killed() throws Exception {
        try (Cluster cluster = Cluster.of(home, 3)) {
            Box leader = leader(cluster);
            List<Box> others =
                    cluster.boxes().stream().filter(box -> box != leader).toList();
            Box stays = others.get(0);
            List<Supplier<RemoteServer>> servers = List.of(() -> access(leader), () -> access(stays));

            try (var listener = Beans.connect(stays.data(), "monitor");
                    var remote = RemoteAwa.connect(servers, TIMEOUT)) {
                MBeanServerConnection beans = listener.getMBeanServerConnection();
                var bean = new ObjectName("io.arewealive:type=Cluster,cluster=awa,node=" + stays.name());
                beans.addNotificationListener(bean, (notification, handback) -> heard.add(notification), null, null);
                long begin = remote.events().last(EventStream.CLUSTER);
                remote.follow(EventStream.CLUSTER, begin, told::add);

                add(stays, "x-1");
                leader.kill9();
                for (int i = 2; i <= 9; i++) {
                    add(stays, "x-" + i);
                }

                await("both have heard of the last edit")
                        .atMost(Box.LONGEST)
                        .until(() -> heard.stream()
                                        .anyMatch(each -> each.getMessage().contains("x-9"))
                                && told.stream().anyMatch(each -> each.message().contains("x-9")));
                assertTrue(told.stream().anyMatch(each -> each.type() == EventType.LEADER), told::toString);

                List<Long> followed = told.stream().map(Event::number).toList();
                assertEquals(withoutAHole(begin + 1, followed), followed);
                List<Long> notified = numbersOf(heard);
                assertEquals(withoutAHole(notified.get(0), notified), notified);
                List<Event> kept = remote.events().since(EventStream.CLUSTER, begin, 1_000);
                assertEquals(kept.subList(0, told.size()), told);
                assertEquals(
                        told.get(0).message(),
                        heard.stream()
                                .filter(each -> each.getSequenceNumber() == begin + 1)
                                .map(each -> ((CompositeData) each.getUserData()).get("message"))
                                .findFirst()
                                .orElse("not heard"));
            }
        }
    }

    private static Box leader(Cluster cluster) {
        String name = cluster.box(1).status().getString("leader");
        return cluster.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An edit whose outcome is not known is made again under its id, as every client may. */
    private static void add(Box box, String name) {
        await("a leader takes the edit").atMost(Box.LONGEST).until(() -> {
            try (Server server = box.connect()) {
                EditOutcome outcome = server.nodes().add(name, "10.0.0.1", 7800);
                return outcome instanceof EditOutcome.Applied
                        || server.nodes().find(name).isPresent();
            }
        });
    }

    private static List<Long> numbersOf(List<Notification> notifications) {
        return notifications.stream().map(Notification::getSequenceNumber).toList();
    }

    private static List<Long> withoutAHole(long first, List<Long> numbers) {
        return LongStream.range(first, first + numbers.size()).boxed().toList();
    }

    private static RemoteServer access(Box box) {
        var access = new Properties();
        try {
            access.load(new StringReader(Files.readString(box.data().resolve("run/operator.properties"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RemoteServer(access.getProperty("url"), access.getProperty("user"), access.getProperty("password"));
    }
}
