package io.arewealive.core.raft;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Sees all nodes of a simulated cluster at once and says what must hold between them. Every log prefix has a hash, chained entry by
 * entry, which is also the toy state machine's state: two prefixes are equal if their hashes are.
 */
final class Oracle {

    private record Place(long index, long term) {}

    private final Map<Long, Integer> leaders = new HashMap<>();
    private final Map<Place, Long> chains = new HashMap<>();
    private final Map<Long, Long> commands = new HashMap<>();
    private long[] committedChain = new long[1024];
    private long[] committedTerm = new long[1024];
    /** The term of the node that applied it first: it was committed in this one or an earlier one. */
    private long[] knownIn = new long[1024];

    private long committed;
    private int acknowledged;

    static long chain(long before, Entry entry) {
        long hash = before * 0x9E3779B97F4A7C15L + entry.index();
        hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L + entry.term();
        hash = (hash ^ (hash >>> 32)) * 0x94D049BB133111EBL
                + entry.kind().name().charAt(0);
        return (hash ^ (hash >>> 31)) + entry.payload().hashCode();
    }

    /** The highest index that any node has applied. */
    long committed() {
        return committed;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** The founders' snapshot. */
    void founded(long index, long term, long chain) {
        remember(index, term, chain, term);
    }

    void leads(int node, long term, SimMirror log) {
        Integer other = leaders.putIfAbsent(term, node);
        if (other != null && other != node) {
            throw new Violation("nodes " + other + " and " + node + " both lead term " + term);
        }
        for (long index = log.first(); index <= committed && knownIn[(int) index] < term; index++) {
            if (index > log.last() || log.chainAt(index) != committedChain[(int) index]) {
                throw new Violation("node " + node + " leads term " + term + " with a log up to " + log.last()
                        + " that does not hold what is committed up to index " + index);
            }
        }
    }

    void appended(int node, Entry entry, long chain) {
        Long known = chains.putIfAbsent(new Place(entry.index(), entry.term()), chain);
        if (known != null && known != chain) {
            throw new Violation("node " + node + " has another log before index " + entry.index() + " of term "
                    + entry.term() + " than a node seen before");
        }
    }

    /** Applied by a node that is in this term now. */
    void applied(int node, Entry entry, long chain, long term) {
        long index = entry.index();
        if (index <= committed) {
            if (committedChain[(int) index] != chain) {
                throw new Violation("node " + node + " applied another entry or history at index " + index + " (term "
                        + entry.term() + ", committed with term " + committedTerm[(int) index] + ")");
            }
            return;
        }
        if (index != committed + 1) {
            throw new Violation("node " + node + " applied index " + index + " but " + (committed + 1) + " is next");
        }
        remember(index, entry.term(), chain, term);
        if (entry.kind() == Entry.Kind.COMMAND) {
            Long first = commands.putIfAbsent(SimNode.commandOf(entry), index);
            if (first != null) {
                throw new Violation("a command was applied at index " + first + " and again at " + index);
            }
        }
    }

    void restored(int node, long index, long chain) {
        if (index > committed || committedChain[(int) index] != chain) {
            throw new Violation("node " + node + " restored a state at index " + index + " that was never committed");
        }
    }

    void acknowledged(int node, long command, long index) {
        acknowledged++;
        Long where = commands.get(command);
        if (where == null || where != index) {
            throw new Violation(
                    "node " + node + " acknowledged a command at index " + index + " but it is at " + where);
        }
    }

    long chainAt(long index) {
        return committedChain[(int) index];
    }

    long terms() {
        return leaders.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    int elections() {
        return leaders.size();
    }

    private void remember(long index, long term, long chain, long now) {
        if (index >= committedChain.length) {
            committedChain = Arrays.copyOf(committedChain, committedChain.length * 2);
            committedTerm = Arrays.copyOf(committedTerm, committedTerm.length * 2);
            knownIn = Arrays.copyOf(knownIn, knownIn.length * 2);
        }
        committedChain[(int) index] = chain;
        committedTerm[(int) index] = term;
        knownIn[(int) index] = now;
        committed = index;
    }
}
