package io.arewealive.jmx.bean;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The names of the beans of one instance, {@code io.arewealive:type=T,cluster=C,node=N}. A value is quoted only if it could not
 * stand there otherwise.
 *
 * @param cluster the cluster's name
 * @param node the name of the node that looks
 */
public record BeanNames(String cluster, String node) {

    /** The domain of all beans. */
    public static final String DOMAIN = "io.arewealive";

    /** The bean of this type. */
    public ObjectName of(String type) {
        return name("type=" + type + instance());
    }

    /** The bean of one node of the table. */
    public ObjectName ofNode(String name) {
        return name("type=Node" + instance() + ",name=" + value(name));
    }

    private String instance() {
        return ",cluster=" + value(cluster) + ",node=" + value(node);
    }

    private static ObjectName name(String keys) {
        try {
            return ObjectName.getInstance(DOMAIN + ":" + keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("the bean name " + keys, e);
        }
    }

    private static String value(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
        return plain ? text : ObjectName.quote(text);
    }
}
