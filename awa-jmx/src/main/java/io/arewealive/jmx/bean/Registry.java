package io.arewealive.jmx.bean;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What one instance has registered in an MBean server that belongs to the host. Guarded by its owner. */
final class Registry {

    private final MBeanServer server;
    private final Set<ObjectName> names = new LinkedHashSet<>();

    Registry(MBeanServer server) {
        this.server = server;
    }

    void add(ObjectName name, Object bean) {
        try {
            server.registerMBean(bean, name);
            names.add(name);
        } catch (InstanceAlreadyExistsException e) {
            throw new IllegalStateException(
                    "the MBean " + name + " is there already: another instance of this cluster and node name uses the"
                            + " same MBeanServer; give one of them another name or an MBeanServer of its own",
                    e);
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + name + " cannot be registered: " + e.getMessage(), e);
        }
    }

    void remove(ObjectName name) {
        if (names.remove(name)) {
            unregister(name);
        }
    }

    void clear() {
        List.copyOf(names).forEach(this::remove);
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // The host took it away itself, which is what was wanted.
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + name + " cannot be taken away: " + e.getMessage(), e);
        }
    }
}
