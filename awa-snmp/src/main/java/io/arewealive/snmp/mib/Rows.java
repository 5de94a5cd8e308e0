package io.arewealive.snmp.mib;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The rows of a table at one moment, in the order of their numbers. Immutable.
 *
 * @param <R> a row
 */
public final class Rows<R> {

    private final long[] indexes;
    private final List<R> rows;

    private Rows(long[] indexes, List<R> rows) {
        this.indexes = indexes;
        this.rows = rows;
    }

    /** Rows that already stand in the order of their numbers. */
    public static <R> Rows<R> ascending(List<R> rows, ToLongFunction<R> index) {
        return new Rows<>(rows.stream().mapToLong(index).toArray(), List.copyOf(rows));
    }

    /** How many there are. */
    public int size() {
        return indexes.length;
    }

    /** The number of the row at this place. */
    public long index(int place) {
        return indexes[place];
    }

    /** The row at this place. */
    public R row(int place) {
        return rows.get(place);
    }

    /** The place of the row with this number; negative if there is none. */
    public int place(long index) {
        return Arrays.binarySearch(indexes, index);
    }

    /** The place of the first row whose number is greater; {@link #size()} if there is none. */
    public int placeAfter(long index) {
        int place = place(index);
        return place >= 0 ? place + 1 : -place - 1;
    }
}
