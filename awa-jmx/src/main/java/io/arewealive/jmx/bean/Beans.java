package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.jmx.open.OpenEmitter;
import io.arewealive.jmx.shape.Picture;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans of one instance in one MBean server. They follow the node table with every event, before it is sent on, and twice a
 * second, because a table may come as a whole without an event.
 */
public final class Beans implements AutoCloseable {

    /** The most beans of nodes if nothing else is said; more of them make consoles slow. */
    public static final int MAX_NODE_BEANS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Awa awa;
    private final Registry registry;
    private final NodeBeans nodes;
    private final OpenEmitter<Picture> cluster;
    private final EventPolls polls;
    private final OpenEmitter<?> events;
    private final AwaListener listener = this::onEvent;
    private final Watch watch;
    private BeanNames names;
    private boolean registered;
    private boolean closed;
    private String trouble = "";

    private Beans(Awa awa, MBeanServer server, int maxNodeBeans) {
        var pictures = new Pictures(awa);
        this.awa = awa;
        this.names = currentNames();
        this.registry = new Registry(server);
        this.nodes = new NodeBeans(awa.nodes(), pictures, registry, maxNodeBeans);
        this.cluster = ClusterBean.of(awa, pictures, nodes::without);
        this.polls = new EventPolls(awa.events());
        this.events = EventsBean.of(awa.events(), polls);
        this.watch = new Watch(names.node(), LOOK, this::look);
    }

    /**
     * Registers the beans.
     *
     * @throws IllegalStateException if one of the names is taken; nothing is left registered then
     */
    public static Beans open(Awa awa, MBeanServer server, int maxNodeBeans) {
        var beans = new Beans(awa, server, maxNodeBeans);
        try {
            beans.start();
        } catch (RuntimeException e) {
            beans.close();
            throw e;
        }
        return beans;
    }

    /** Takes all beans away. Idempotent. */
    @Override
    public void close() {
        awa.removeListener(listener);
        watch.close();
        polls.close();
        synchronized (this) {
            closed = true;
            registry.clear();
        }
    }

    private synchronized void start() {
        follow();
        awa.addListener(listener);
        watch.start();
    }

    private synchronized void look() {
        if (!closed) {
            tryToFollow();
        }
    }

    private void onEvent(Event event) {
        boolean ofCluster = event.stream() == EventStream.CLUSTER;
        ObjectName source;
        synchronized (this) {
            if (closed) {
                return;
            }
            tryToFollow();
            source = names.of(ofCluster ? "Cluster" : "Events");
        }
        polls.wake();
        (ofCluster ? cluster : events).send(EventTypes.notification(source, event));
    }

    /** A bean that cannot be registered must not keep an event from those who wait for it; it is tried again. */
    private void tryToFollow() {
        try {
            follow();
            trouble = "";
        } catch (RuntimeException e) {
            if (!trouble.equals(String.valueOf(e.getMessage()))) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("cluster={} node={} the beans do not follow: {}", names.cluster(), names.node(), trouble);
            }
        }
    }

    private void follow() {
        followNames();
        if (!registered) {
            register();
        }
        nodes.follow(names);
    }

    /** The node's own name is part of every name. */
    private void followNames() {
        var current = currentNames();
        if (!current.equals(names)) {
            registry.clear();
            nodes.forget();
            registered = false;
            names = current;
        }
    }

    private void register() {
        try {
            registry.add(names.of("Cluster"), cluster);
            registry.add(names.of("NodeTable"), NodeTableBean.of(awa.nodes()));
            registry.add(names.of("KeyValue"), KeyValueBean.of(awa.keyValue(), awa.nodes()));
            registry.add(names.of("Events"), events);
            registry.add(names.of("Log"), LogBean.of(awa));
            registry.add(names.of("Config"), ConfigBean.of(awa.settings()));
            registered = true;
        } catch (RuntimeException e) {
            registry.clear();
            nodes.forget();
            throw e;
        }
    }

    private BeanNames currentNames() {
        var status = awa.status();
        return new BeanNames(status.cluster(), status.viewer());
    }
}
