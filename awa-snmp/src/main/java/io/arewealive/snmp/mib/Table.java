package io.arewealive.snmp.mib;

import java.util.List;
import java.util.function.Function;

/**
 * A table of AWA-MIB. Its rows are known by one number each.
 *
 * @param number its last sub-identifier
 * @param stem its name without {@code Table}
 * @param what a row stands for, in a few words
 * @param description of the table, a sentence
 * @param indexDescription what the number of a row is
 * @param columns but the index, which is the first and not accessible
 * @param rows where they come from
 * @param <R> a row
 */
public record Table<R>(
        int number,
        String stem,
        String what,
        String description,
        String indexDescription,
        List<Leaf<R>> columns,
        Function<View, Rows<R>> rows) {

    /** Copies the columns. */
    public Table {
        columns = List.copyOf(columns);
    }

    String indexName() {
        return stem + "Index";
    }

    /** The column of this name. */
    public Leaf<R> column(String name) {
        return columns.stream()
                .filter(leaf -> leaf.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
