package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.jmx.shape.KvOutcomeShape;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations that write keys: each takes its values as text, and with {@code Bytes} behind its name as bytes. */
final class KeyValueWrites {

    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final String OPERATOR = "operator";
    private static final String OPERAND = "operand";
    private static final String EXPECTED = "expected";
    private static final String REVISION = "revision";
    private static final String LEASE = "lease";

    private final KeyValue pairs;
    private final ValueForm form;
    private final List<Operation> operations = new ArrayList<>();

    private KeyValueWrites(KeyValue pairs, ValueForm form) {
        this.pairs = pairs;
        this.form = form;
    }

    static List<Operation> of(KeyValue pairs) {
        List<Operation> all = new ArrayList<>();
        for (var form : ValueForm.values()) {
            all.addAll(new KeyValueWrites(pairs, form).ofValues());
        }
        all.addAll(operations(
                pairs,
                "unset",
                "Removes a key, and with it directories in which nothing is left.",
                List.of(key()),
                List.of(),
                arguments -> new KvWrite.Unset(arguments.exactText(KEY))));
        all.addAll(operations(
                pairs,
                "unsetAtRevision",
                "Removes a key if it was last written at this revision.",
                List.of(key(), revision()),
                List.of(),
                arguments -> new KvWrite.UnsetAtRevision(arguments.exactText(KEY), arguments.number(REVISION))));
        return all;
    }

    /** All forms of a write. */
    static List<Operation> operations(
            KeyValue pairs,
            String name,
            String description,
            List<Parameter> parameters,
            List<Parameter> more,
            Function<Arguments, KvWrite> write) {
        return Edits.operations(
                KvOutcomeShape.SHAPE,
                name,
                description,
                parameters,
                more,
                arguments -> Authors.sign(pairs, arguments)
                        .write(
                                CommandIds.readOptional(arguments),
                                write.apply(arguments),
                                Timeouts.LOG.read(arguments)));
    }

    private List<Operation> ofValues() {
        var value = form.parameter(VALUE, "What the key is to hold");
        add(
                "set",
                "Writes a value, whatever there is.",
                List.of(key(), value),
                arguments -> new KvWrite.Set(arguments.exactText(KEY), form.read(arguments, VALUE), lease(arguments)));
        add(
                "setIf",
                "Writes a value if the one there is compares with the operand as the operator says.",
                List.of(key(), operator(), form.parameter(OPERAND, "What to compare with"), value),
                arguments -> new KvWrite.SetIf(
                        arguments.exactText(KEY),
                        Operator.of(arguments.text(OPERATOR)),
                        form.read(arguments, OPERAND),
                        form.read(arguments, VALUE),
                        lease(arguments)));
        add(
                "setIfMissing",
                "Writes a value if the key is missing.",
                List.of(key(), value),
                arguments -> new KvWrite.CompareAndSet(
                        arguments.exactText(KEY), Optional.empty(), form.read(arguments, VALUE), lease(arguments)));
        add(
                "compareAndSet",
                "Writes a value if precisely the expected one is there.",
                List.of(key(), form.parameter(EXPECTED, "What the key has to hold"), value),
                arguments -> new KvWrite.CompareAndSet(
                        arguments.exactText(KEY),
                        Optional.of(form.read(arguments, EXPECTED)),
                        form.read(arguments, VALUE),
                        lease(arguments)));
        add(
                "setAtRevision",
                "Writes a value if the key was last written at this revision; at 0, if the key is missing.",
                List.of(key(), revision(), value),
                arguments -> new KvWrite.SetAtRevision(
                        arguments.exactText(KEY),
                        arguments.number(REVISION),
                        form.read(arguments, VALUE),
                        lease(arguments)));
        return operations;
    }

    private void add(String name, String description, List<Parameter> parameters, Function<Arguments, KvWrite> write) {
        operations.addAll(operations(
                pairs,
                name + form.suffix(),
                description,
                parameters,
                List.of(Parameter.number(
                        LEASE, "lease number", "The lease whose end removes the key; 0 to let it stay.")),
                write));
    }

    private static long lease(Arguments arguments) {
        return arguments.has(LEASE) ? arguments.number(LEASE) : 0;
    }

    private static Parameter key() {
        return Parameter.text(KEY, "The key, for example app/db/primary.");
    }

    private static Parameter revision() {
        return Parameter.number(REVISION, "changes", "The revision that wrote the key, as get gives it.");
    }

    private static Parameter operator() {
        return Parameter.text(
                OPERATOR,
                "How to compare: "
                        + Arrays.stream(Operator.values()).map(Operator::sign).collect(Collectors.joining(" ")) + ".");
    }
}
