package io.arewealive.standalone;

import io.arewealive.config.Settings;
import io.arewealive.event.Events;
import io.arewealive.kv.KeyValue;
import io.arewealive.log.Log;
import io.arewealive.maintenance.Maintenance;
import io.arewealive.node.NodeTable;
import io.arewealive.standalone.control.Access;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.control.Servers;
import io.arewealive.standalone.text.Pictures;
import io.arewealive.status.ClusterStatus;
import io.arewealive.status.NodeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.mockito.Mockito;

/** One made-up server that answers wherever it is looked for, unless it is told to fail. */
final class FakeServers implements Servers {

    final NodeTable nodes = Mockito.mock(NodeTable.class);
    final KeyValue pairs = Mockito.mock(KeyValue.class);
    final Events events = Mockito.mock(Events.class);
    final Maintenance maintenance = Mockito.mock(Maintenance.class);
    final Settings settings = Mockito.mock(Settings.class);
    final List<String> asked = new ArrayList<>();

    private ClusterStatus status = Pictures.cluster(List.of(Pictures.node("db-1", NodeState.ONLINE, "")));
    private Optional<Log> log = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();
    private CountDownLatch answers = new CountDownLatch(0);
    private int open;

    FakeServers showing(ClusterStatus picture) {
        status = picture;
        return this;
    }

    FakeServers keeping(Log kept) {
        log = Optional.of(kept);
        return this;
    }

    FakeServers failing(RuntimeException reason) {
        failure = Optional.of(reason);
        return this;
    }

    /** Says nothing until this is counted down. */
    FakeServers hangingUntil(CountDownLatch released) {
        answers = released;
        return this;
    }

    boolean allClosed() {
        return open == 0;
    }

    @Override
    public Server of(Path data, Duration timeout) {
        return open("data " + data);
    }

    @Override
    public Server at(Access access, Duration timeout) {
        return open("at " + access);
    }

    private Server open(String where) {
        asked.add(where);
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        failure.ifPresent(reason -> {
            throw reason;
        });
        open++;
        return new FakeServer();
    }

    private final class FakeServer implements Server {

        @Override
        public ClusterStatus askStatus(Duration timeout) {
            return status;
        }

        @Override
        public NodeTable nodes() {
            return nodes;
        }

        @Override
        public KeyValue keyValue() {
            return pairs;
        }

        @Override
        public Log log() {
            return log.orElseThrow(() -> new UnsupportedOperationException("this server has no log"));
        }

        @Override
        public Events events() {
            return events;
        }

        @Override
        public Maintenance maintenance() {
            return maintenance;
        }

        @Override
        public ClusterStatus status() {
            return status;
        }

        @Override
        public Settings settings() {
            return settings;
        }

        @Override
        public String threads() {
            return "\"main\" RUNNABLE\n";
        }

        @Override
        public void close() {
            open--;
        }
    }
}
