package io.arewealive.jmx;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.SimpleType;

/** A bean that breaks the rules which the described beans cannot break. */
final class PlantedBean implements DynamicMBean {

    @Override
    public Object getAttribute(String name) {
        if (name.equals("Broken")) {
            throw new IllegalStateException("planted");
        }
        return 1L;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return new OpenMBeanInfoSupport(
                "planted",
                "A bean that breaks the rules.",
                new OpenMBeanAttributeInfo[] {
                    new OpenMBeanAttributeInfoSupport("Bare", "bare", SimpleType.LONG, true, false, false),
                    new OpenMBeanAttributeInfoSupport("Broken", "It fails.", SimpleType.STRING, true, false, false)
                },
                null,
                null,
                null);
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return new AttributeList();
    }

    @Override
    public void setAttribute(Attribute attribute) {}

    @Override
    public AttributeList setAttributes(AttributeList list) {
        return list;
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) {
        throw new UnsupportedOperationException(name);
    }
}
