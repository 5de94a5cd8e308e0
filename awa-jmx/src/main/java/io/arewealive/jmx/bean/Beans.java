package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.event.AwaListener;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.jmx.open.OpenEmitter;
import io.arewealive.jmx.shape.Picture;
import io.arewealive.node.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans of one instance in one MBean server. Those of the nodes appear, vanish and are renamed with the rows of the table: at
 * opening and with every event, on the listener's thread. Nodes keep their beans while there are more than the limit; newer ones get
 * none until there is room.
 */
public final class Beans implements AutoCloseable {

    /** The most beans of nodes; more of them make consoles slow. */
    public static final int MAX_NODE_BEANS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Beans.class);

    private final Awa awa;
    private final Registry registry;
    private final int maxNodeBeans;
    private final Supplier<Picture> pictures;
    private final OpenEmitter<Picture> cluster;
    private final OpenEmitter<?> events;
    private final AwaListener listener = this::onEvent;
    private final Map<NodeId, ObjectName> nodes = new HashMap<>();
    private volatile int nodesWithoutBean;
    private BeanNames names;
    private long followedVersion = -1;
    private boolean closed;

    private Beans(Awa awa, MBeanServer server, int maxNodeBeans) {
        this.awa = awa;
        this.registry = new Registry(server);
        this.maxNodeBeans = maxNodeBeans;
        this.pictures = new Pictures(awa);
        this.cluster = ClusterBean.of(awa, pictures, () -> nodesWithoutBean);
        this.events = EventsBean.of(awa.events());
        this.names = currentNames();
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
        synchronized (this) {
            closed = true;
            registry.clear();
            nodes.clear();
        }
    }

    private synchronized void start() {
        registerFixed();
        awa.addListener(listener);
        followNodes();
    }

    private void onEvent(Event event) {
        ObjectName source;
        synchronized (this) {
            if (closed) {
                return;
            }
            follow();
            source = names.of(event.stream() == EventStream.CLUSTER ? "Cluster" : "Events");
        }
        var emitter = event.stream() == EventStream.CLUSTER ? cluster : events;
        emitter.send(EventTypes.notification(source, event));
    }

    /** A bean that cannot be registered must not keep an event from those who wait for it. */
    private void follow() {
        try {
            followNames();
            followNodes();
        } catch (IllegalStateException e) {
            LOG.warn(
                    "cluster={} node={} the beans do not follow the node table: {}",
                    names.cluster(),
                    names.node(),
                    e.getMessage());
        }
    }

    private void registerFixed() {
        registry.add(names.of("Cluster"), cluster);
        registry.add(names.of("NodeTable"), NodeTableBean.of(awa.nodes()));
        registry.add(names.of("Events"), events);
        registry.add(names.of("Config"), ConfigBean.of(awa.settings()));
    }

    /** The node's own name is part of every name. */
    private void followNames() {
        var current = currentNames();
        if (!current.equals(names)) {
            registry.clear();
            nodes.clear();
            names = current;
            followedVersion = -1;
            registerFixed();
        }
    }

    private void followNodes() {
        long version = awa.nodes().version();
        if (version == followedVersion) {
            return;
        }
        var rows = awa.nodes().list();
        var wanted = new HashMap<NodeId, ObjectName>();
        rows.forEach(row -> wanted.put(row.id(), names.ofNode(row.name())));
        nodes.entrySet().removeIf(bean -> {
            boolean stale = !bean.getValue().equals(wanted.get(bean.getKey()));
            if (stale) {
                registry.remove(bean.getValue());
            }
            return stale;
        });
        for (var row : rows) {
            if (nodes.size() < maxNodeBeans && !nodes.containsKey(row.id())) {
                var name = names.ofNode(row.name());
                registry.add(name, NodeBean.of(row, pictures));
                nodes.put(row.id(), name);
            }
        }
        nodesWithoutBean = rows.size() - nodes.size();
        followedVersion = version;
    }

    private BeanNames currentNames() {
        var status = awa.status();
        return new BeanNames(status.cluster(), status.viewer());
    }
}
