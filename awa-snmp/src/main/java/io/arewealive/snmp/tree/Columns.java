package io.arewealive.snmp.tree;

import io.arewealive.snmp.mib.Leaf;
import io.arewealive.snmp.mib.Rows;
import io.arewealive.snmp.mib.Table;
import io.arewealive.snmp.mib.View;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * The columns of a table whose rows have one number each. Walking goes down each column in turn.
 *
 * @param base the identifier of its entry
 * @param table what it holds
 * @param <R> a row
 */
public record Columns<R>(OID base, Table<R> table) implements Branch {

    private static final long UNSIGNED = 0xFFFF_FFFFL;

    @Override
    public Variable get(View view, OID oid) {
        int length = base.size();
        if (oid.size() <= length) {
            return Null.noSuchObject;
        }
        for (Leaf<R> leaf : table.columns()) {
            if (leaf.number() == oid.get(length)) {
                return oid.size() == length + 2 ? cell(view, leaf, unsigned(oid, length + 1)) : Null.noSuchInstance;
            }
        }
        return Null.noSuchObject;
    }

    @Override
    public Optional<VariableBinding> next(View view, OID after) {
        int length = base.size();
        if (after.compareTo(base) <= 0) {
            return from(view, 0, 0);
        }
        if (!after.startsWith(base)) {
            return Optional.empty();
        }
        long wanted = unsigned(after, length);
        List<Leaf<R>> columns = table.columns();
        for (int at = 0; at < columns.size(); at++) {
            int number = columns.get(at).number();
            if (number > wanted) {
                return from(view, at, 0);
            }
            if (number == wanted) {
                return from(
                        view, at, after.size() == length + 1 ? 0 : rows(view).placeAfter(unsigned(after, length + 1)));
            }
        }
        return Optional.empty();
    }

    /** The first cell that is there, from this place of this column on. */
    private Optional<VariableBinding> from(View view, int column, int place) {
        Rows<R> rows = rows(view);
        List<Leaf<R>> columns = table.columns();
        int row = place;
        for (int at = column; at < columns.size(); at++) {
            Leaf<R> leaf = columns.get(at);
            for (; row < rows.size(); row++) {
                Optional<Variable> value = leaf.read().apply(rows.row(row));
                if (value.isPresent()) {
                    return Optional.of(new VariableBinding(
                            new OID(base.getValue(), new int[] {leaf.number(), (int) rows.index(row)}), value.get()));
                }
            }
            row = 0;
        }
        return Optional.empty();
    }

    private Variable cell(View view, Leaf<R> leaf, long index) {
        Rows<R> rows = rows(view);
        int place = rows.place(index);
        return place < 0
                ? Null.noSuchInstance
                : leaf.read().apply(rows.row(place)).orElse(Null.noSuchInstance);
    }

    private Rows<R> rows(View view) {
        return table.rows().apply(view);
    }

    private static long unsigned(OID oid, int at) {
        return oid.get(at) & UNSIGNED;
    }
}
