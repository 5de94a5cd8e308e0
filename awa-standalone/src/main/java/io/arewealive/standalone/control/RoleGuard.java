package io.arewealive.standalone.control;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.remote.MBeanServerForwarder;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connector and the beans. Nobody makes or removes beans; an operator operates the beans of AWA and of the Java
 * platform's core; a monitor reads, and calls operations that only answer. What a JVM was started with is not shown, for it may
 * hold secrets.
 */
final class RoleGuard implements InvocationHandler {

    private static final String OWN_DOMAIN = "io.arewealive";
    private static final String PLATFORM_DOMAIN = "java.lang";
    private static final Set<String> NEVER =
            Set.of("createMBean", "registerMBean", "unregisterMBean", "instantiate", "deserialize");
    private static final Set<String> CHANGING = Set.of("setAttribute", "setAttributes");
    private static final Set<String> HIDDEN = Set.of("SystemProperties", "InputArguments");

    private static final String LISTENING = "NotificationListener";

    private final Role role;
    private final String user;
    private @Nullable MBeanServer server;

    /** For this user, who is named in what is done. */
    RoleGuard(Role role, String user) {
        this.role = role;
        this.user = user;
    }

    MBeanServerForwarder forwarder() {
        return (MBeanServerForwarder) Proxy.newProxyInstance(
                RoleGuard.class.getClassLoader(), new Class<?>[] {MBeanServerForwarder.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        switch (method.getName()) {
            case "setMBeanServer" -> {
                server = (MBeanServer) arguments[0];
                return null;
            }
            case "getMBeanServer" -> {
                return server;
            }
            default -> {
                check(method.getName(), arguments);
                return pass(method, withAuthor(method.getName(), withoutHidden(method.getName(), arguments)));
            }
        }
    }

    private @Nullable Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void check(String method, Object[] arguments) throws JMException {
        if (NEVER.contains(method)) {
            throw new SecurityException(user + " may not " + method);
        }
        if (method.endsWith(LISTENING) && arguments[1] instanceof ObjectName) {
            throw new SecurityException(user + " may not let " + arguments[1] + " listen");
        }
        if (CHANGING.contains(method) && (role != Role.OPERATOR || !isOperable((ObjectName) arguments[0]))) {
            throw new SecurityException(user + " may not change " + arguments[0]);
        }
        if (method.equals("invoke") && !mayInvoke(arguments)) {
            throw new SecurityException(user + " may not call " + arguments[1] + " of " + arguments[0]);
        }
        if (method.equals("getAttribute") && HIDDEN.contains(arguments[1])) {
            throw new SecurityException(arguments[1] + " is not shown, it may hold secrets");
        }
    }

    private static Object[] withoutHidden(String method, Object[] arguments) {
        if (!method.equals("getAttributes") || !(arguments[1] instanceof String[] names)) {
            return arguments;
        }
        String[] shown =
                Arrays.stream(names).filter(name -> !HIDDEN.contains(name)).toArray(String[]::new);
        return new Object[] {arguments[0], shown};
    }

    /** Records of what was done name the role, whatever the caller says of itself. */
    private Object[] withAuthor(String method, Object[] arguments) throws JMException {
        if (!method.equals("invoke") || server == null || !isOwn((ObjectName) arguments[0])) {
            return arguments;
        }
        var call = new Signing.Call(
                arguments[2] == null ? List.of() : Arrays.asList((Object[]) arguments[2]),
                arguments[3] == null ? List.of() : List.of((String[]) arguments[3]));
        Signing.Call signed =
                new Signing(user).sign(server.getMBeanInfo((ObjectName) arguments[0]), (String) arguments[1], call);
        return new Object[] {
            arguments[0],
            arguments[1],
            signed.parameters().toArray(),
            signed.signature().toArray(String[]::new)
        };
    }

    private static boolean isOwn(ObjectName bean) {
        return bean.getDomain().equals(OWN_DOMAIN);
    }

    private boolean mayInvoke(Object[] arguments) throws JMException {
        ObjectName bean = (ObjectName) arguments[0];
        if (role == Role.OPERATOR) {
            return isOperable(bean);
        }
        return isOwn(bean) && onlyAnswers(bean, (String) arguments[1], (String[]) arguments[3]);
    }

    private boolean onlyAnswers(ObjectName bean, String operation, String @Nullable [] signature) throws JMException {
        if (server == null) {
            return false;
        }
        List<String> wanted = signature == null ? List.of() : List.of(signature);
        for (MBeanOperationInfo info : server.getMBeanInfo(bean).getOperations()) {
            List<String> has = Arrays.stream(info.getSignature())
                    .map(MBeanParameterInfo::getType)
                    .toList();
            if (info.getName().equals(operation) && has.equals(wanted)) {
                return info.getImpact() == MBeanOperationInfo.INFO;
            }
        }
        return false;
    }

    private static boolean isOperable(ObjectName bean) {
        return isOwn(bean) || bean.getDomain().equals(PLATFORM_DOMAIN);
    }
}
