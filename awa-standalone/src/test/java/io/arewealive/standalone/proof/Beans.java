package io.arewealive.standalone.proof;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Everything that a JMX console can see of a server: every attribute of every bean. */
@SuppressWarnings("BanJNDI") // The address is of a server that the test started.
final class Beans {

    private Beans() {}

    static JMXConnector connect(Path data, String role) throws IOException {
        var access = new Properties();
        access.load(new StringReader(Files.readString(data.resolve("run/" + role + ".properties"))));
        return JMXConnectorFactory.connect(
                new JMXServiceURL(access.getProperty("url")), Map.of(JMXConnector.CREDENTIALS, new String[] {
                    access.getProperty("user"), access.getProperty("password")
                }));
    }

    /** The text of each attribute by its bean and name; of those that are refused, why. */
    static Map<String, String> read(Path data, String role) throws IOException, JMException {
        Map<String, String> read = new TreeMap<>();
        try (JMXConnector connector = connect(data, role)) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (ObjectName bean : beans.queryNames(null, null)) {
                read.put(bean.toString(), beans.getMBeanInfo(bean).toString());
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                    read.put(bean + " " + attribute.getName(), value(beans, bean, attribute.getName()));
                }
            }
        }
        return read;
    }

    private static String value(MBeanServerConnection beans, ObjectName bean, String attribute) throws IOException {
        try {
            return text(beans.getAttribute(bean, attribute));
        } catch (JMException | RuntimeException e) {
            return e.toString();
        }
    }

    private static String text(Object value) {
        if (value instanceof CompositeData composite) {
            return text(composite.values().toArray());
        }
        if (value instanceof TabularData table) {
            return text(table.values().toArray());
        }
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        var all = new StringBuilder();
        for (int i = 0; i < Array.getLength(value); i++) {
            all.append(text(Array.get(value, i))).append('\n');
        }
        return all.toString();
    }
}
