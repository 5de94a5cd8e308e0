package io.arewealive.core.channel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What a closed channel leaves behind: nothing. */
class LeftoversIT {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void fifty_starts_and_ends_leave_no_thread_no_mbean_and_no_socket() throws Exception {
        Set<ObjectName> beans = beans();
        int port = 0;

        for (int i = 0; i < 50; i++) {
            try (TestChannels all = TestChannels.overTcp(2).openAll()) {
                if (i % 5 == 0) {
                    await().atMost(SOON).until(all::allSeeAll); // the others are closed while they join
                }
                port = all.channel(0).port();
            }
        }

        await().atMost(SOON).untilAsserted(() -> assertEquals(Set.of(), threads()));
        assertEquals(beans, beans());
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, free.getLocalPort());
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("awa-") || name.contains("jgroups"))
                .collect(Collectors.toSet());
    }

    private static Set<ObjectName> beans() {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                .filter(name -> !name.getDomain().startsWith("java"))
                .collect(Collectors.toSet());
    }
}
