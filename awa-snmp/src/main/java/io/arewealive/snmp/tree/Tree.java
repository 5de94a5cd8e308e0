package io.arewealive.snmp.tree;

import io.arewealive.snmp.mib.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** All objects of an agent, in the order of their identifiers. Immutable; any thread. */
public final class Tree {

    private final List<Branch> branches;

    private Tree(List<Branch> branches) {
        this.branches = branches;
    }

    /** A tree of these branches, none of which begins within another. */
    public static Tree of(List<Scalars<?>> scalars, List<Columns<?>> tables) {
        List<Branch> all = new ArrayList<>(scalars);
        all.addAll(tables);
        all.sort(Comparator.comparing(Branch::base));
        return new Tree(List.copyOf(all));
    }

    /** The value of precisely this instance, or the exception of SNMPv2 that says what is missing. */
    public Variable get(View view, OID oid) {
        for (Branch branch : branches) {
            if (oid.startsWith(branch.base())) {
                return branch.get(view, oid);
            }
        }
        return Null.noSuchObject;
    }

    /** The first instance behind this identifier; empty at the end of all objects. */
    public Optional<VariableBinding> next(View view, OID after) {
        for (Branch branch : branches) {
            boolean behind = after.compareTo(branch.base()) > 0 && !after.startsWith(branch.base());
            if (!behind) {
                Optional<VariableBinding> found = branch.next(view, after);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
