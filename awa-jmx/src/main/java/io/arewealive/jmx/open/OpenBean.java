package io.arewealive.jmx.open;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * An MBean made from a list of fields and operations. Attributes asked for together are read from one and the same {@code S}, so
 * they fit together. Values and exceptions are of the JDK's classes alone. Any thread.
 */
public class OpenBean<S> implements DynamicMBean {

    private final Supplier<? extends S> source;
    private final Map<String, Field<S>> attributes = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final MBeanInfo info;

    OpenBean(Builder<S> description) {
        source = description.source;
        description.attributes.forEach(field -> attributes.put(field.attributeName(), field));
        description.operations.forEach(operation ->
                operations.put(key(operation.name(), operation.parameters().size()), operation));
        info = BeanInfo.of(
                OpenBean.class.getName(),
                description.text,
                attributes.values(),
                operations.values(),
                description.notifications.toArray(new MBeanNotificationInfo[0]));
    }

    /**
     * Begins the description of a bean.
     *
     * @param text what the bean shows, one sentence
     * @param source gives what the attributes are read from; never blocks
     */
    public static <S> Builder<S> describe(String text, Supplier<? extends S> source) {
        return new Builder<>(text, source);
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        var field = attributes.get(name);
        if (field == null) {
            throw new AttributeNotFoundException("no attribute " + name + "; there are " + attributes.keySet());
        }
        return read(field, source.get());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        S from = source.get();
        var list = new AttributeList();
        for (String name : names) {
            var field = attributes.get(name);
            if (field != null) {
                list.add(new Attribute(name, read(field, from)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("attribute " + attribute.getName() + " cannot be set; use an operation");
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String name, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
            throws ReflectionException {
        var operation = operations.get(key(name, arguments == null ? 0 : arguments.length));
        if (operation == null) {
            throw new ReflectionException(
                    new NoSuchMethodException(name),
                    "no operation " + name + " with so many parameters; there are " + operations.keySet());
        }
        try {
            return operation.body().apply(Arguments.check(name, operation.parameters(), arguments));
        } catch (IllegalArgumentException e) {
            throw plain(new IllegalArgumentException(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw plain(new IllegalStateException(name + " failed: " + e.getMessage()), e);
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    /** An operation may have several forms, told apart by the number of their parameters. */
    private static String key(String operation, int parameters) {
        return operation + "/" + parameters;
    }

    private Object read(Field<S> field, S from) {
        try {
            return field.read(from);
        } catch (RuntimeException e) {
            throw plain(new IllegalStateException(field.attributeName() + " cannot be read: " + e.getMessage()), e);
        }
    }

    /** Keeps where it happened but not the cause, whose class a client may not have. */
    private static RuntimeException plain(RuntimeException plain, RuntimeException original) {
        plain.setStackTrace(original.getStackTrace());
        return plain;
    }

    /** Collects what a bean shows. */
    public static final class Builder<S> {

        private final String text;
        private final Supplier<? extends S> source;
        private final List<Field<S>> attributes = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();
        private final List<MBeanNotificationInfo> notifications = new ArrayList<>();

        private Builder(String text, Supplier<? extends S> source) {
            Described.require("bean", "bean", text);
            this.text = text;
            this.source = source;
        }

        /** Adds an attribute. */
        public Builder<S> attribute(Field<S> field) {
            attributes.add(field);
            return this;
        }

        /** Adds an attribute for every column of a shape. */
        public Builder<S> attributes(Shape<S> shape) {
            attributes.addAll(shape.fields());
            return this;
        }

        /** Adds an operation. */
        public Builder<S> operation(Operation operation) {
            operations.add(operation);
            return this;
        }

        /** Adds operations. */
        public Builder<S> operations(List<Operation> some) {
            operations.addAll(some);
            return this;
        }

        /** Adds a type of notification; the bean is then built by {@link #buildEmitter()}. */
        public Builder<S> emits(String type, String description) {
            Described.require("notification", type, description);
            notifications.add(new MBeanNotificationInfo(
                    new String[] {type}, javax.management.Notification.class.getName(), description));
            return this;
        }

        /** The bean. */
        public OpenBean<S> build() {
            return new OpenBean<>(this);
        }

        /** The bean, able to send notifications. */
        public OpenEmitter<S> buildEmitter() {
            return new OpenEmitter<>(this);
        }
    }
}
