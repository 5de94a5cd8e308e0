package io.arewealive.samples.benchmarks;

import io.arewealive.event.Event;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.shape.EventShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Is told by a server's MBeans what happens, and stamps it as it comes. Nothing is asked again and again, so the server does
 * nothing that it would not do for a console that somebody left open.
 */
final class Ear implements AutoCloseable {

    private record Heard(long nanos, Event event) {}

    private final String server;
    private final JMXConnector connector;
    private final List<Heard> heard = new ArrayList<>();
    private volatile Consumer<Event> also = event -> {};

    private Ear(String server, JMXConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    @SuppressWarnings("BanJNDI") // the address is what the server that was started here wrote down
    static Ear on(String server, Properties credentials) throws IOException {
        String[] login = {credentials.getProperty("user", ""), credentials.getProperty("password", "")};
        var connector = JMXConnectorFactory.connect(
                new JMXServiceURL(credentials.getProperty("url", "")),
                Map.of(JMXConnector.CREDENTIALS, login, "jmx.remote.x.client.connection.check.period", 0L));
        var ear = new Ear(server, connector);
        try {
            var connection = connector.getMBeanServerConnection();
            for (String type : List.of("Cluster", "Events")) {
                for (ObjectName bean :
                        connection.queryNames(new ObjectName("io.arewealive:type=" + type + ",*"), null)) {
                    connection.addNotificationListener(bean, (said, back) -> ear.hear(said), null, null);
                }
            }
        } catch (JMException e) {
            connector.close();
            throw new IOException("cannot listen to " + server, e);
        }
        return ear;
    }

    private void hear(Notification said) {
        long now = System.nanoTime();
        if (said.getUserData() instanceof CompositeData row) {
            var event = EventShape.read(Row.of(row));
            synchronized (this) {
                heard.add(new Heard(now, event));
                notifyAll();
            }
            also.accept(event);
        }
    }

    /** Tells somebody else of each event too, on the thread that brings it. */
    void also(Consumer<Event> listener) {
        also = listener;
    }

    /** When the first such event came at {@code since} or later. */
    synchronized long await(long since, Predicate<Event> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Wait.PATIENCE.toNanos();
        int next = 0;
        while (true) {
            for (; next < heard.size(); next++) {
                Heard one = heard.get(next);
                if (one.nanos() - since >= 0 && wanted.test(one.event())) {
                    return one.nanos();
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(server + " did not tell what was awaited; its last words: "
                        + heard.subList(Math.max(0, heard.size() - 5), heard.size()));
            }
            wait(left / 1_000_000 + 1);
        }
    }

    /** What was told at {@code since} or later. */
    synchronized List<Event> since(long since, Predicate<Event> wanted) {
        return heard.stream()
                .filter(one -> one.nanos() - since >= 0)
                .map(Heard::event)
                .filter(wanted)
                .toList();
    }

    /** Closes the connection, on another thread, for the server may be dead or stopped. */
    @Override
    public void close() {
        var closing = new Thread(this::hangUp, "ear-close");
        closing.setDaemon(true);
        closing.start();
    }

    private void hangUp() {
        try {
            connector.close();
        } catch (IOException e) {
            // The server has gone, and the connection with it.
        }
    }
}
