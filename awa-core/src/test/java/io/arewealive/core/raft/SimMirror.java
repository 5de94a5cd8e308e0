package io.arewealive.core.raft;

import java.util.Arrays;
import java.util.List;

/** The hashes of one node's log prefixes, kept from what the node hands to its disk: its log as it has it in memory. */
final class SimMirror {

    private long[] chains = new long[256];
    private long first;
    private long last;

    /** Begins again from a snapshot and the entries behind it. */
    void reset(long index, long chain, List<Entry> entries, Oracle oracle, int node) {
        first = index;
        last = index - 1;
        add(chain);
        entries.forEach(entry -> append(entry, oracle, node));
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long chainAt(long index) {
        return chains[(int) index];
    }

    void truncateAfter(long index) {
        last = Math.min(last, index);
    }

    void append(Entry entry, Oracle oracle, int node) {
        if (entry.index() != last + 1) {
            throw new Violation("node " + node + " writes entry " + entry.index() + " behind " + last);
        }
        add(Oracle.chain(chains[(int) last], entry));
        oracle.appended(node, entry, chains[(int) last]);
    }

    private void add(long chain) {
        last++;
        if (last >= chains.length) {
            chains = Arrays.copyOf(chains, (int) last * 2);
        }
        chains[(int) last] = chain;
    }
}
