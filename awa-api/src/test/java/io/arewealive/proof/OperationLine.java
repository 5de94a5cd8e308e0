package io.arewealive.proof;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operation as a line of a file, for clients that are processes of their own. Values are text; leases are left out. */
public final class OperationLine {

    private static final String NONE = "-";

    private OperationLine() {}

    /** The line, without its end. */
    public static String of(Operation operation) {
        List<String> words = new ArrayList<>(List.of(
                Integer.toString(operation.client()),
                Long.toString(operation.invoked()),
                Long.toString(operation.returned()),
                operation.key()));
        words.addAll(operation.ask() instanceof Ask.Write wanted ? words(wanted.write()) : List.of("get"));
        words.addAll(words(operation.answer()));
        return String.join("\t", words);
    }

    /** What a line says. */
    public static Operation parse(String line) {
        List<String> words = new ArrayList<>(List.of(line.split("\t", -1)));
        int client = Integer.parseInt(words.remove(0));
        long invoked = number(words);
        long returned = number(words);
        String key = words.remove(0);
        Ask ask = ask(words.remove(0), key, words);
        return new Operation(client, invoked, returned, key, ask, answer(words.remove(0), words));
    }

    private static List<String> words(KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return List.of("set", text(set.value()));
        } else if (write instanceof KvWrite.SetIf set) {
            return List.of("if", set.operator().sign(), text(set.operand()), text(set.value()));
        } else if (write instanceof KvWrite.CompareAndSet set) {
            return List.of("cas", text(set.expected()), text(set.value()));
        } else if (write instanceof KvWrite.SetAtRevision set) {
            return List.of("set-at", Long.toString(set.revision()), text(set.value()));
        } else if (write instanceof KvWrite.Unset) {
            return List.of("unset");
        } else if (write instanceof KvWrite.UnsetAtRevision unset) {
            return List.of("unset-at", Long.toString(unset.revision()));
        }
        throw new IllegalArgumentException("this is no write of a key: " + write);
    }

    private static Ask ask(String verb, String key, List<String> words) {
        return switch (verb) {
            case "get" -> new Ask.Get();
            case "set" -> new Ask.Write(new KvWrite.Set(key, value(words), 0));
            case "if" ->
                new Ask.Write(new KvWrite.SetIf(key, Operator.of(words.remove(0)), value(words), value(words), 0));
            case "cas" -> new Ask.Write(new KvWrite.CompareAndSet(key, perhaps(words), value(words), 0));
            case "set-at" -> new Ask.Write(new KvWrite.SetAtRevision(key, number(words), value(words), 0));
            case "unset" -> new Ask.Write(new KvWrite.Unset(key));
            case "unset-at" -> new Ask.Write(new KvWrite.UnsetAtRevision(key, number(words)));
            default -> throw new IllegalArgumentException("no verb: " + verb);
        };
    }

    private static List<String> words(Answer answer) {
        if (answer instanceof Answer.Saw saw) {
            return List.of("saw", text(saw.value()), Long.toString(saw.revision()), Long.toString(saw.storeRevision()));
        } else if (answer instanceof Answer.Done done) {
            return List.of("done", Long.toString(done.revision()));
        } else if (answer instanceof Answer.Already already) {
            return List.of("already", Long.toString(already.revision()));
        } else if (answer instanceof Answer.NoMatch noMatch) {
            return List.of("no-match", Long.toString(noMatch.revision()));
        } else if (answer instanceof Answer.Missing) {
            return List.of("missing");
        }
        return List.of(answer instanceof Answer.NotWritten ? "not-written" : "unknown");
    }

    private static Answer answer(String word, List<String> words) {
        return switch (word) {
            case "saw" -> new Answer.Saw(perhaps(words), number(words), number(words));
            case "done" -> new Answer.Done(number(words));
            case "already" -> new Answer.Already(number(words));
            case "no-match" -> new Answer.NoMatch(number(words));
            case "missing" -> new Answer.Missing();
            case "not-written" -> new Answer.NotWritten();
            case "unknown" -> new Answer.Unknown();
            default -> throw new IllegalArgumentException("no answer: " + word);
        };
    }

    private static long number(List<String> words) {
        return Long.parseLong(words.remove(0));
    }

    private static KvValue value(List<String> words) {
        return perhaps(words).orElseThrow();
    }

    private static Optional<KvValue> perhaps(List<String> words) {
        String word = words.remove(0);
        return word.equals(NONE)
                ? Optional.empty()
                : Optional.of(KvValue.of(URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8)));
    }

    private static String text(Optional<KvValue> value) {
        return value.map(OperationLine::text).orElse(NONE);
    }

    private static String text(KvValue value) {
        return "=" + URLEncoder.encode(value.text(), StandardCharsets.UTF_8);
    }
}
