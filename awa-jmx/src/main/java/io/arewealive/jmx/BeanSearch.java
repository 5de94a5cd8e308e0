package io.arewealive.jmx;

import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.jmx.bean.BeanNames;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Set;
import java.util.TreeSet;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Finds the beans of the one node that a JVM runs. */
final class BeanSearch {

    private BeanSearch() {}

    /** The bean of type Cluster. */
    static ObjectName cluster(MBeanServerConnection connection, String server) throws IOException {
        Set<ObjectName> found = connection.queryNames(pattern(), null);
        if (found.isEmpty()) {
            throw new RemoteAwaException(
                    Reason.NO_NODE, server + " answers, but runs no node of AWA, or one without JMX (awa.jmx.enabled)");
        }
        if (found.size() > 1) {
            throw new RemoteAwaException(
                    Reason.NO_NODE,
                    server + " runs several nodes, and it is not clear which one is meant: " + new TreeSet<>(found));
        }
        return found.iterator().next();
    }

    /** The bean of another type beside it. */
    @SuppressWarnings("JdkObsolete") // the JDK's constructor takes a Hashtable
    static ObjectName beside(ObjectName cluster, String type) {
        var keys = new Hashtable<>(cluster.getKeyPropertyList());
        keys.put("type", type);
        try {
            return ObjectName.getInstance(cluster.getDomain(), keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("the bean " + type + " beside " + cluster, e);
        }
    }

    private static ObjectName pattern() {
        try {
            return ObjectName.getInstance(BeanNames.DOMAIN + ":type=Cluster,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("the pattern of cluster beans", e);
        }
    }
}
