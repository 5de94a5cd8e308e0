package io.arewealive.standalone.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.jspecify.annotations.Nullable;

/**
 * Puts into an edit who it is by: the role or the user whose password was given, and in brackets the user that the caller says it is. Operations that
 * take an author have it as their last parameter; a shorter form of one is lengthened with parameters that are left out.
 */
record Signing(String user) {

    private static final String AUTHOR = "author";
    private static final int LONGEST = 64;

    /** What JConsole puts into a text field. */
    private static final String FILLED_IN = "String";

    /** A call of an operation; parameters may be null, and then the operation refuses them. */
    record Call(List<@Nullable Object> parameters, List<String> signature) {}

    /** The call with an author; as it is if the operation takes none. */
    Call sign(MBeanInfo bean, String operation, Call call) {
        return Arrays.stream(bean.getOperations())
                .filter(info -> info.getName().equals(operation))
                .filter(Signing::takesAuthor)
                .filter(info -> beginsWith(types(info), call.signature()))
                .max(Comparator.comparing(info -> info.getSignature().length))
                .map(info -> signed(types(info), call))
                .orElse(call);
    }

    private Call signed(List<String> types, Call call) {
        int last = types.size() - 1;
        int given = call.parameters().size();
        List<@Nullable Object> parameters = new ArrayList<>(call.parameters().subList(0, Math.min(given, last)));
        types.subList(parameters.size(), last).forEach(type -> parameters.add(leftOut(type)));
        parameters.add(author(given > last ? String.valueOf(call.parameters().get(last)) : ""));
        return new Call(parameters, types);
    }

    private String author(String said) {
        String caller = said.replaceAll("[^A-Za-z0-9._@ -]", "?").strip();
        String brief = caller.length() > LONGEST ? caller.substring(0, LONGEST) : caller;
        return brief.isEmpty() || brief.equals(FILLED_IN) ? user : user + " (" + brief + ")";
    }

    private static Object leftOut(String type) {
        return switch (type) {
            case "java.lang.String" -> "";
            case "long", "java.lang.Long" -> 0L;
            case "int", "java.lang.Integer" -> 0;
            case "boolean", "java.lang.Boolean" -> false;
            default -> throw new IllegalArgumentException("no value stands for a left out " + type);
        };
    }

    private static boolean takesAuthor(MBeanOperationInfo info) {
        MBeanParameterInfo[] parameters = info.getSignature();
        return parameters.length > 0
                && parameters[parameters.length - 1].getName().equals(AUTHOR);
    }

    private static List<String> types(MBeanOperationInfo info) {
        return Arrays.stream(info.getSignature())
                .map(MBeanParameterInfo::getType)
                .toList();
    }

    private static boolean beginsWith(List<String> types, List<String> signature) {
        return signature.size() <= types.size()
                && types.subList(0, signature.size()).equals(signature);
    }
}
