package io.arewealive.jmx.open;

import java.util.Collection;
import java.util.Map;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanNotificationInfo;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;

/** Turns the description of a bean into what JMX clients ask for. */
final class BeanInfo {

    private BeanInfo() {}

    static OpenMBeanInfoSupport of(
            String className,
            String description,
            Collection<? extends Field<?>> attributes,
            Collection<Operation> operations,
            MBeanNotificationInfo[] notifications) {
        return new OpenMBeanInfoSupport(
                className,
                description,
                attributes.stream().map(BeanInfo::attribute).toArray(OpenMBeanAttributeInfo[]::new),
                new OpenMBeanConstructorInfo[0],
                operations.stream().map(BeanInfo::operation).toArray(OpenMBeanOperationInfo[]::new),
                notifications,
                new ImmutableDescriptor(Map.of("immutableInfo", "true")));
    }

    private static OpenMBeanAttributeInfo attribute(Field<?> field) {
        return new OpenMBeanAttributeInfoSupport(
                field.attributeName(), field.description(), field.type(), true, false, false, units(field.unit()));
    }

    private static OpenMBeanOperationInfo operation(Operation operation) {
        return new OpenMBeanOperationInfoSupport(
                operation.name(),
                operation.description(),
                operation.parameters().stream().map(BeanInfo::parameter).toArray(OpenMBeanParameterInfo[]::new),
                operation.result(),
                operation.impact().code());
    }

    private static OpenMBeanParameterInfo parameter(Parameter parameter) {
        return new OpenMBeanParameterInfoSupport(
                parameter.name(), parameter.description(), parameter.type(), units(parameter.unit()));
    }

    private static Descriptor units(String unit) {
        return unit.isEmpty() ? ImmutableDescriptor.EMPTY_DESCRIPTOR : new ImmutableDescriptor(Map.of("units", unit));
    }
}
