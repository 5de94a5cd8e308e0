package io.arewealive.jmx;

import io.arewealive.face.Face;
import io.arewealive.face.FaceContext;
import io.arewealive.jmx.bean.Beans;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;

/**
 * Shows an instance as MBeans in the host's MBean server, or in the platform's if the host gave none. It opens no port. Left out
 * with {@code awa.jmx.enabled=false}.
 */
public final class JmxFace implements Face {

    /** For {@link java.util.ServiceLoader}. */
    public JmxFace() {}

    @Override
    public String name() {
        return "jmx";
    }

    /**
     * Registers the beans.
     *
     * @throws IllegalStateException if another instance has taken the same names
     */
    @Override
    public AutoCloseable open(FaceContext context) {
        boolean enabled = !context.setting("awa.jmx.enabled").orElse("").equalsIgnoreCase("false");
        if (!enabled) {
            return () -> {};
        }
        var server = context.resource(MBeanServer.class).orElseGet(ManagementFactory::getPlatformMBeanServer);
        int nodeBeans =
                context.setting("awa.jmx.node-beans").map(Integer::parseInt).orElse(Beans.MAX_NODE_BEANS);
        return Beans.open(context.awa(), server, nodeBeans);
    }
}
