package io.arewealive.jmx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** One connection to one node's beans; once it is broken it stays so. Every call has a deadline. Any thread. */
final class Connection implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Pattern REGISTRY = Pattern.compile("/jndi/rmi://([^/]+)/.*");

    private final String server;
    private final Deadlines calls;
    private final JMXConnector connector;
    private final MBeanServerConnection connection;
    private volatile ObjectName cluster;

    private Connection(String server, Deadlines calls, JMXConnector connector) throws Exception {
        this.server = server;
        this.calls = calls;
        this.connector = connector;
        this.connection = connector.getMBeanServerConnection();
        this.cluster = BeanSearch.cluster(connection, server);
    }

    static Connection open(RemoteServer to, Duration timeout) {
        JMXServiceURL url = to.address();
        var server = label(url);
        var calls = new Deadlines(server);
        try {
            return calls.within("connect", timeout, () -> {
                var connector = dial(url, environment(to, timeout));
                try {
                    var made = new Connection(server, calls, connector);
                    calls.requireOpen();
                    return made;
                } catch (Exception e) {
                    connector.close();
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    /** Attributes of one moment, by their names. */
    Map<String, Object> attributes(String type, List<String> names, Duration atMost) {
        return call("read " + type, type, atMost, bean -> {
            var values = new HashMap<String, Object>();
            for (Attribute attribute :
                    connection.getAttributes(bean, names.toArray(new String[0])).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
            return values;
        });
    }

    /** Calls an operation. */
    Object invoke(String type, String operation, Duration atMost, Object... arguments) {
        var signature = Arrays.stream(arguments)
                .map(argument -> argument.getClass().getName())
                .toArray(String[]::new);
        return call(operation, type, atMost, bean -> connection.invoke(bean, operation, arguments, signature));
    }

    /** The stacks of all threads. */
    String threads(Duration atMost) {
        return calls.within(
                "read the threads",
                atMost,
                () -> ThreadText.of(ManagementFactory.newPlatformMXBeanProxy(
                        connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class)));
    }

    @Override
    public void close() {
        try {
            calls.within("close", CLOSE_TIMEOUT, () -> {
                connector.close();
                return true;
            });
        } catch (RemoteAwaException e) {
            // The server is gone or hangs: there is nothing left to close on this side.
        } finally {
            calls.close();
        }
    }

    private <T> T call(String what, String type, Duration atMost, Call<T> call) {
        return calls.within(what, atMost, () -> {
            try {
                return call.on(BeanSearch.beside(cluster, type));
            } catch (InstanceNotFoundException e) {
                cluster = BeanSearch.cluster(connection, server);
                return call.on(BeanSearch.beside(cluster, type));
            }
        });
    }

    /** The address as a person would write it. */
    private static String label(JMXServiceURL url) {
        var registry = REGISTRY.matcher(url.getURLPath());
        if (registry.matches()) {
            return registry.group(1);
        }
        return url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    }

    @SuppressWarnings("BanJNDI") // the caller chose the server it logs in to, and no address comes from anywhere else
    private static JMXConnector dial(JMXServiceURL url, Map<String, Object> environment) throws IOException {
        return JMXConnectorFactory.connect(url, environment);
    }

    private static Map<String, Object> environment(RemoteServer to, Duration timeout) {
        var environment = new HashMap<String, Object>();
        environment.put("jmx.remote.x.client.connection.check.period", 0L);
        environment.put("com.sun.jndi.rmi.factory.socket", new BoundedSockets((int) timeout.toMillis(), to.tls()));
        environment.put(JMXConnectorFactory.DEFAULT_CLASS_LOADER, Connection.class.getClassLoader());
        if (!to.user().isEmpty()) {
            environment.put(JMXConnector.CREDENTIALS, new String[] {to.user(), to.password()});
        }
        return environment;
    }

    /** What is done with a bean. */
    @FunctionalInterface
    private interface Call<T> {
        T on(ObjectName bean) throws Exception;
    }
}
