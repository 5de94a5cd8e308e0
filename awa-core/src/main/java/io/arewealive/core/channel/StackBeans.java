package io.arewealive.core.channel;

import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jgroups.JChannel;
import org.jgroups.jmx.JmxConfigurator;
import org.jgroups.stack.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans of JGroups itself, the channel and each of its protocols, for those who look for a fault in the network. Their names begin as
 * those of AWA do, in a domain of their own, so that several nodes of one JVM stay apart. Guarded by its owner.
 */
final class StackBeans implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StackBeans.class);
    private static final String DOMAIN = "io.arewealive.jgroups";

    private final MBeanServer server;
    private final String instance;
    private final List<ObjectName> shown = new ArrayList<>();

    StackBeans(MBeanServer server, String cluster, String node) {
        this.server = server;
        this.instance = ",cluster=" + cluster + ",node=" + node;
    }

    /** Shows this stack in place of the one before; what cannot be shown is left out and told. */
    void follow(JChannel channel) {
        close();
        register("type=Channel" + instance, channel);
        for (Protocol protocol : channel.getProtocolStack().getProtocols()) {
            register("type=Protocol" + instance + ",name=" + protocol.getName(), protocol);
        }
    }

    @Override
    public void close() {
        shown.forEach(this::unregister);
        shown.clear();
    }

    private void register(String keys, Object part) {
        try {
            var name = ObjectName.getInstance(DOMAIN + ":" + keys);
            server.registerMBean(
                    part instanceof Protocol protocol
                            ? JmxConfigurator.wrap(protocol)
                            : JmxConfigurator.wrap((JChannel) part),
                    name);
            shown.add(name);
        } catch (JMException e) {
            LOG.warn("the bean of JGroups {} cannot be registered: {}", keys, e.toString());
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // The host took it away itself, which is what was wanted.
        } catch (JMException e) {
            LOG.warn("the bean of JGroups {} cannot be taken away: {}", name, e.toString());
        }
    }
}
