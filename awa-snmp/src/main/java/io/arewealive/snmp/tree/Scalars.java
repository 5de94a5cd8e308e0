package io.arewealive.snmp.tree;

import io.arewealive.snmp.mib.Leaf;
import io.arewealive.snmp.mib.View;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Objects with one instance each, the instance 0.
 *
 * @param base what stands before the number of an object
 * @param leaves the objects
 * @param source what they are read from
 * @param <T> that
 */
public record Scalars<T>(OID base, List<Leaf<T>> leaves, Function<View, T> source) implements Branch {

    /** Sorts the objects. */
    public Scalars {
        leaves = leaves.stream().sorted(Comparator.comparingInt(Leaf::number)).toList();
    }

    @Override
    public Variable get(View view, OID oid) {
        int length = base.size();
        for (Leaf<T> leaf : leaves) {
            if (oid.size() > length && oid.get(length) == leaf.number()) {
                boolean instance = oid.size() == length + 2 && oid.get(length + 1) == 0;
                return instance
                        ? leaf.read().apply(source.apply(view)).orElse(Null.noSuchInstance)
                        : Null.noSuchInstance;
            }
        }
        return Null.noSuchObject;
    }

    @Override
    public Optional<VariableBinding> next(View view, OID after) {
        for (Leaf<T> leaf : leaves) {
            var instance = new OID(base.getValue(), new int[] {leaf.number(), 0});
            if (instance.compareTo(after) > 0) {
                Optional<Variable> value = leaf.read().apply(source.apply(view));
                if (value.isPresent()) {
                    return Optional.of(new VariableBinding(instance, value.get()));
                }
            }
        }
        return Optional.empty();
    }
}
