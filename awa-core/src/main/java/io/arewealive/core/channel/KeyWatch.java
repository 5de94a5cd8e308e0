package io.arewealive.core.channel;

import io.arewealive.core.trust.ClusterKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jgroups.blocks.cs.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the file of keys now and then, and at the connections that stand: none goes on that was made with a certificate which is
 * not in the file any more. Called on one thread at a time.
 */
final class KeyWatch {

    static final int EVERY_SECONDS = 1;

    /** Under the name of this package the launcher shows warnings alone, because of what JGroups says there. */
    private static final Logger LOG = LoggerFactory.getLogger("io.arewealive");

    private final String nodeName;
    private final ClusterKeys keys;
    private final NodeServer server;
    private final Consumer<String> trouble;
    private final Set<Connection> expected = new HashSet<>();

    KeyWatch(String nodeName, ClusterKeys keys, NodeServer server, Consumer<String> trouble) {
        this.nodeName = nodeName;
        this.keys = keys;
        this.server = server;
        this.trouble = trouble;
    }

    void look() {
        keys.refresh().ifPresent(changed -> LOG.info("node={} keys: {}", nodeName, changed));
        keys.trouble().ifPresent(trouble);
        List<Connection> stale = server.standing().stream()
                .filter(each -> KeyedConnection.sessionOf(each)
                        .filter(keys::stillTrusts)
                        .isEmpty())
                .toList();
        stale.stream().filter(this::isDue).forEach(this::renew);
        expected.retainAll(stale);
    }

    /** Two nodes that dialled each other at once would end both connections; so one of them waits for a look. */
    private boolean isDue(Connection connection) {
        return !server.waitsFor(connection) || !expected.add(connection);
    }

    private void renew(Connection connection) {
        if (server.isInUse(connection)) {
            LOG.info(
                    "node={} keys: the connection to {} was made with keys that are no longer trusted, and ends",
                    nodeName,
                    connection.peerAddress());
        }
        server.renew(connection);
    }
}
