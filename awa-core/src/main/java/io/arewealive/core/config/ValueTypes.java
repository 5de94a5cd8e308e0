package io.arewealive.core.config;

import io.arewealive.node.Node;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.apache.commons.configuration2.convert.ListDelimiterHandler;

/** The types that settings have. */
final class ValueTypes {

    private static final ListDelimiterHandler LISTS = new DefaultListDelimiterHandler(',');

    private ValueTypes() {}

    static ValueType<String> text(String rule) {
        return new ValueType<>(rule, Function.identity(), Function.identity());
    }

    static ValueType<String> name() {
        return new ValueType<>(
                "1 to 64 characters out of letters, digits, '.', '_' and '-'", Node::requireName, Function.identity());
    }

    static ValueType<String> host() {
        return new ValueType<>("a host name or an IP address", ValueTypes::requireHost, Function.identity());
    }

    static ValueType<Integer> port() {
        return new ValueType<>(
                "a port between 1 and 65535", text -> (int) whole(text, 1, 65_535), port -> Integer.toString(port));
    }

    static ValueType<Integer> count(int min, int max) {
        return new ValueType<>(
                "a whole number between " + min + " and " + max,
                text -> (int) whole(text, min, max),
                count -> Integer.toString(count));
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", ValueTypes::parseFlag, flag -> Boolean.toString(flag));
    }

    static ValueType<Duration> duration(String min, String max) {
        Duration least = Units.duration(min);
        Duration most = Units.duration(max);
        return new ValueType<>(
                "a duration between " + min + " and " + max + ", written as 500ms, 10s, 2m, 1h or 90d",
                text -> between(text, Units.duration(text), least, most, min, max),
                Units::print);
    }

    static ValueType<Long> size(String min, String max) {
        long least = Units.size(min);
        long most = Units.size(max);
        return new ValueType<>(
                "a size between " + min + " and " + max + ", written as 4096, 64KiB, 16MiB or 1GiB",
                text -> between(text, Units.size(text), least, most, min, max),
                size -> Long.toString(size));
    }

    static ValueType<Path> path(String rule) {
        return new ValueType<>(rule, ValueTypes::parsePath, Path::toString);
    }

    static ValueType<HostPort> hostPort() {
        return new ValueType<>("HOST:PORT", HostPort::parse, HostPort::toString);
    }

    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        return choiceOf(List.of(type.getEnumConstants()));
    }

    /** One of some constants of an enum. */
    static <E extends Enum<E>> ValueType<E> choiceOf(List<E> allowed) {
        return new ValueType<>("one of " + words(allowed), text -> parseChoice(allowed, text), ValueTypes::word);
    }

    static ValueType<Integer> oneOf(List<Integer> allowed) {
        String all = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new ValueType<>(
                "one of " + all,
                text -> allowed.stream()
                        .filter(number -> Integer.toString(number).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" must be one of " + all)),
                number -> Integer.toString(number));
    }

    static <T> ValueType<List<T>> listOf(ValueType<T> type) {
        return new ValueType<>(
                "a list, separated by commas, each " + type.rule(),
                text -> split(text).stream().map(type::parse).toList(),
                list -> list.stream().map(type::print).collect(Collectors.joining(",")));
    }

    /** The elements of a list; an escaped comma stays in its element, empty elements are dropped. */
    static List<String> split(String text) {
        return LISTS.split(text, true).stream()
                .filter(element -> !element.isEmpty())
                .toList();
    }

    static <E extends Enum<E>> String word(E value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> String words(List<E> allowed) {
        return allowed.stream().map(ValueTypes::word).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<E>> E parseChoice(List<E> allowed, String text) {
        return allowed.stream()
                .filter(value -> word(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" must be one of " + words(allowed)));
    }

    private static boolean parseFlag(String text) {
        require(text.equals("true") || text.equals("false"), text, "must be true or false");
        return text.equals("true");
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a path: " + e.getReason(), e);
        }
    }

    private static String requireHost(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return Node.requireHost(host);
    }

    private static <C extends Comparable<C>> C between(String text, C value, C least, C most, String min, String max) {
        boolean fits = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        require(fits, text, "must lie between " + min + " and " + max);
        return value;
    }

    private static long whole(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            require(number >= min && number <= max, text, "must lie between " + min + " and " + max);
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" must be a whole number between " + min + " and " + max, e);
        }
    }

    private static void require(boolean fits, String text, String rule) {
        if (!fits) {
            throw new IllegalArgumentException("\"" + text + "\" " + rule);
        }
    }
}
