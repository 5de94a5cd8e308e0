package io.arewealive.jmx;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A client that runs in a JVM of its own, with no class but this one and the JDK's: reads, calls and listens. */
final class JdkOnlyClient {

    private JdkOnlyClient() {}

    @SuppressWarnings("BanJNDI") // the test's own server on the loopback interface
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> environment = new HashMap<>();
        environment.put(JMXConnector.CREDENTIALS, new String[] {"monitor", "secret"});
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(arguments[0]), environment)) {
            read(connector.getMBeanServerConnection());
        }
    }

    private static void read(MBeanServerConnection server) throws Exception {
        for (var name : new TreeSet<>(server.queryNames(new ObjectName("io.arewealive:*"), null))) {
            for (var attribute : server.getMBeanInfo(name).getAttributes()) {
                server.getAttribute(name, attribute.getName());
                System.out.println("read " + name.getKeyProperty("type") + " " + attribute.getName());
            }
        }
        var cluster = new ObjectName("io.arewealive:type=Cluster,cluster=demo,node=web-1");
        var table = new ObjectName("io.arewealive:type=NodeTable,cluster=demo,node=web-1");
        var heard = new LinkedBlockingQueue<Notification>();
        server.addNotificationListener(cluster, (notification, handback) -> heard.add(notification), null, null);
        var outcome =
                (CompositeData) server.invoke(table, "add", new Object[] {"web-4", "10.0.0.4", 7800}, new String[] {
                    "java.lang.String", "java.lang.String", "java.lang.Integer"
                });
        System.out.println("outcome " + outcome.get("outcome"));
        var notification = heard.poll(20, TimeUnit.SECONDS);
        System.out.println(
                "heard " + notification.getType() + " " + ((CompositeData) notification.getUserData()).get("message"));
        try {
            server.invoke(table, "fateOf", new Object[] {"x"}, new String[] {"java.lang.String"});
        } catch (javax.management.RuntimeMBeanException e) {
            System.out.println("refused " + e.getCause().getMessage());
        }
    }
}
