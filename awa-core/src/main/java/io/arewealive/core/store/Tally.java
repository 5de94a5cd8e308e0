package io.arewealive.core.store;

/**
 * How many rows a table has and the sum of their checksums. Kept beside the rows in the same transaction, it tells of a row that is
 * lost, doubled or an older version of itself, which no checksum of a single row can.
 *
 * @param count rows
 * @param sum of their checksums as unsigned numbers
 */
record Tally(long count, long sum) {

    static final Tally NONE = new Tally(0, 0);

    Tally plus(int crc) {
        return new Tally(count + 1, sum + Integer.toUnsignedLong(crc));
    }

    Tally minus(int crc) {
        return new Tally(count - 1, sum - Integer.toUnsignedLong(crc));
    }

    @Override
    public String toString() {
        return count + " rows with sum " + sum;
    }
}
