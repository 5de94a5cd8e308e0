package io.arewealive.proof;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a person what no order explains: the operation, what the key may have held, and what was going on. */
final class Story {

    private static final int MOST_LINES = 12;
    private static final int LONGEST_VALUE = 24;

    private final String key;
    private final List<Operation> all;
    private final Search failed;
    private final List<Operation> order;
    private final long zero;

    /**
     * @param all of the key
     * @param failed the search in the smallest beginning that nothing explains
     * @param order of a beginning that is one answer shorter
     */
    Story(String key, List<Operation> all, Search failed, List<Operation> order) {
        this.key = key;
        this.all = all;
        this.failed = failed;
        this.order = order;
        this.zero = all.stream().mapToLong(Operation::invoked).min().orElse(0);
    }

    String text() {
        Operation last = failed.last();
        List<String> lines = new ArrayList<>();
        lines.add("not linearizable: key " + key + ", " + all.size()
                + " operations; everything before this answer can be explained, but not this answer:");
        lines.add("  " + line(last));
        lines.add("the key can have held nothing but one of these then:");
        failed.before().forEach(register -> lines.add("  " + text(register)));
        source(last).ifPresent(lines::add);
        lines.add("an order of what came before, its end:");
        order.stream().skip(Math.max(0, order.size() - MOST_LINES)).forEach(each -> lines.add("  " + line(each)));
        List<Operation> open = open(last);
        if (!open.isEmpty()) {
            lines.add("open at the same time, or never answered:");
            open.stream().limit(MOST_LINES).forEach(each -> lines.add("  " + line(each)));
        }
        return String.join("\n", lines);
    }

    /** Who wrote what was seen. */
    private Optional<String> source(Operation last) {
        if (!(last.answer() instanceof Answer.Saw saw) || saw.value().isEmpty()) {
            return Optional.empty();
        }
        List<Operation> writers = all.stream()
                .filter(each -> each.ask().leaves().equals(saw.value()))
                .toList();
        return Optional.of(
                writers.isEmpty()
                        ? "nobody ever wrote " + shortly(saw.value().get())
                        : "it was written by:\n"
                                + writers.stream()
                                        .map(each -> "  " + line(each))
                                        .collect(Collectors.joining("\n")));
    }

    private List<Operation> open(Operation last) {
        return all.stream()
                .filter(each -> !each.equals(last) && each.mayWrite())
                .filter(each -> each.returned() >= last.invoked() && each.invoked() <= last.returned())
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
    }

    private static String text(Register register) {
        return register.value()
                .map(value ->
                        shortly(value) + " @" + register.revision() + (register.exact() ? "" : " or later (unknown)"))
                .orElse("nothing");
    }

    private String line(Operation operation) {
        return "%10s .. %-10s client %d  %s -> %s"
                .formatted(
                        millis(operation.invoked()),
                        operation.hasReturned() ? millis(operation.returned()) : "",
                        operation.client(),
                        text(operation.ask()),
                        text(operation.answer()));
    }

    private String millis(long at) {
        return "%.3f".formatted((at - zero) / 1e6);
    }

    static String text(Ask ask) {
        return ask instanceof Ask.Write wanted ? text(wanted.write()) : "get";
    }

    private static String text(KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return "set " + shortly(set.value());
        } else if (write instanceof KvWrite.SetIf set) {
            return "if " + set.operator().sign() + " " + shortly(set.operand()) + " set " + shortly(set.value());
        } else if (write instanceof KvWrite.CompareAndSet set) {
            return "cas " + set.expected().map(Story::shortly).orElse("(missing)") + " " + shortly(set.value());
        } else if (write instanceof KvWrite.SetAtRevision set) {
            return "set " + shortly(set.value()) + " at @" + set.revision();
        } else if (write instanceof KvWrite.Unset) {
            return "unset";
        } else if (write instanceof KvWrite.UnsetAtRevision unset) {
            return "unset at @" + unset.revision();
        }
        return write.toString();
    }

    static String text(Answer answer) {
        if (answer instanceof Answer.Saw saw) {
            return saw.value()
                            .map(value -> shortly(value) + " @" + saw.revision())
                            .orElse("missing") + " (store @" + saw.storeRevision() + ")";
        } else if (answer instanceof Answer.Done done) {
            return "done @" + done.revision();
        } else if (answer instanceof Answer.Already already) {
            return "already @" + already.revision();
        } else if (answer instanceof Answer.NoMatch noMatch) {
            return "no match @" + noMatch.revision();
        } else if (answer instanceof Answer.Missing) {
            return "key missing";
        } else if (answer instanceof Answer.NotWritten) {
            return "nothing written";
        }
        return "unknown";
    }

    private static String shortly(KvValue value) {
        String text = value.text();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
