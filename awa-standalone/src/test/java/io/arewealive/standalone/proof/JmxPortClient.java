package io.arewealive.standalone.proof;

import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** A program of somebody who has the JDK and nothing of ours: over TLS it reads, calls and listens. */
final class JmxPortClient {

    private JmxPortClient() {}

    @SuppressWarnings("BanJNDI") // The address is of a server that the test started.
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        try {
            Registry registry = LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory());
            try (var connector = new RMIConnector((RMIServer) registry.lookup("jmxrmi"), Map.of())) {
                connector.connect(Map.of(JMXConnector.CREDENTIALS, new String[] {arguments[1], arguments[2]}));
                use(connector.getMBeanServerConnection());
            }
        } catch (Exception e) {
            System.out.println("failed: " + e);
            System.exit(3);
        }
    }

    private static void use(MBeanServerConnection beans) throws Exception {
        ObjectName cluster = beans.queryNames(new ObjectName("io.arewealive:type=Cluster,*"), null)
                .iterator()
                .next();
        ObjectName table = beans.queryNames(new ObjectName("io.arewealive:type=NodeTable,*"), null)
                .iterator()
                .next();
        System.out.println("read Cluster NodesOnline = " + beans.getAttribute(cluster, "NodesOnline"));
        var heard = new LinkedBlockingQueue<Notification>();
        beans.addNotificationListener(cluster, (notification, handback) -> heard.add(notification), null, null);
        try {
            var outcome =
                    (CompositeData) beans.invoke(table, "add", new Object[] {"db-9", "10.0.0.9", 7800}, new String[] {
                        "java.lang.String", "java.lang.String", "java.lang.Integer"
                    });
            System.out.println("add: " + outcome.get("outcome"));
            Notification first = heard.poll(20, TimeUnit.SECONDS);
            System.out.println(
                    "heard " + (first == null ? "nothing" : first.getType() + " " + first.getSequenceNumber()));
        } catch (SecurityException e) {
            System.out.println("refused add: " + e.getMessage());
        }
    }
}
