package io.arewealive.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Descriptor;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** What a person or a program without a class of ours would stumble over; every bean must pass. */
final class BeanLint {

    private static final Set<OpenType<?>> NUMBERS = Set.of(
            SimpleType.BYTE,
            SimpleType.SHORT,
            SimpleType.INTEGER,
            SimpleType.LONG,
            SimpleType.FLOAT,
            SimpleType.DOUBLE,
            SimpleType.BIGINTEGER,
            SimpleType.BIGDECIMAL);

    private final List<String> findings = new ArrayList<>();
    private final MBeanServerConnection server;

    private BeanLint(MBeanServerConnection server) {
        this.server = server;
    }

    /** All findings over the beans of the pattern; it is a finding too if there is none. */
    static List<String> check(MBeanServerConnection server, String pattern) throws Exception {
        var lint = new BeanLint(server);
        var names = new TreeSet<>(server.queryNames(new ObjectName(pattern), null));
        if (names.isEmpty()) {
            lint.findings.add("no bean matches " + pattern);
        }
        for (var name : names) {
            lint.bean(name);
        }
        return lint.findings;
    }

    private void bean(ObjectName name) throws Exception {
        MBeanInfo info = server.getMBeanInfo(name);
        if (name.getKeyProperty("type") == null) {
            findings.add(name + ": no key type");
        }
        description(name.toString(), info.getClassName(), info.getDescription());
        for (var attribute : info.getAttributes()) {
            var where = name + " attribute " + attribute.getName();
            feature(where, attribute);
            if (attribute instanceof OpenMBeanAttributeInfo open) {
                units(where, open.getOpenType(), attribute.getDescriptor());
                value(where, name, attribute.getName(), open.getOpenType());
            } else {
                findings.add(where + ": no open type");
            }
        }
        for (var operation : info.getOperations()) {
            operation(name + " operation " + operation.getName(), operation);
        }
        for (var notification : info.getNotifications()) {
            for (var type : notification.getNotifTypes()) {
                description(name + " notification " + type, type, notification.getDescription());
            }
        }
    }

    private void operation(String where, MBeanOperationInfo operation) {
        feature(where, operation);
        if (operation.getImpact() == MBeanOperationInfo.UNKNOWN) {
            findings.add(where + ": impact unknown");
        }
        if (!(operation instanceof OpenMBeanOperationInfo)) {
            findings.add(where + ": no open type");
        }
        for (var parameter : operation.getSignature()) {
            var which = where + " parameter " + parameter.getName();
            feature(which, parameter);
            if (parameter.getName().matches("(p|arg|param)\\d+")) {
                findings.add(which + ": no real name");
            }
            if (parameter instanceof OpenMBeanParameterInfo open) {
                units(which, open.getOpenType(), parameter.getDescriptor());
            } else {
                findings.add(which + ": no open type");
            }
        }
    }

    private void feature(String where, MBeanFeatureInfo feature) {
        description(where, feature.getName(), feature.getDescription());
    }

    private void description(String where, String name, String description) {
        if (description == null || description.isBlank() || description.equalsIgnoreCase(name)) {
            findings.add(where + ": no description");
        } else if (description.matches("(Attribute|Operation|Information|Notification) (exposed|on).*")) {
            findings.add(where + ": the JDK's description, not ours");
        }
    }

    private void units(String where, OpenType<?> type, Descriptor descriptor) {
        var element = type instanceof ArrayType<?> array ? array.getElementOpenType() : type;
        Object units = descriptor.getFieldValue("units");
        if (NUMBERS.contains(element) && (units == null || units.toString().isBlank())) {
            findings.add(where + ": a number without units");
        }
    }

    private void value(String where, ObjectName name, String attribute, OpenType<?> type) {
        try {
            Object value = server.getAttribute(name, attribute);
            if (!type.isValue(value)) {
                findings.add(where + ": the value " + value + " is not of its type");
            }
            if (value instanceof CompositeData[] rows && rows.length == 0) {
                findings.add(where + ": the table is empty here, so its rows were not looked at");
            }
            if (value instanceof CompositeData[] rows) {
                for (CompositeData row : rows) {
                    row.values(); // of a row whose cells are worked out now, all are
                }
            }
        } catch (Exception e) {
            findings.add(where + ": reading fails: " + e);
        }
    }
}
