package io.arewealive.proof;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of one key's operations that respects who came before whom and that a single register could have answered. The
 * algorithm is that of Wing and Gong (<i>Testing and Verifying Concurrent Objects</i>, 1993) with the memory of Lowe (<i>Testing for
 * Linearizability</i>, 2017):
 *
 * <ol>
 *   <li>All calls and returns stand in one list by their times; a call before a return of the same time.
 *   <li>The next operation of the order is one whose call stands before the first return that is left. If the register takes it, its
 *       call and return leave the list.
 *   <li>At that first return no candidate is left: the last operation taken is put back, and the next candidate tried.
 *   <li>What was taken so far, as a set, and the register with it are remembered: whoever comes there again need not go on.
 * </ol>
 *
 * An operation that has not returned has no return in the list and need not be taken. It is taken only right before one that depends on
 * what it did. One that would have done the same without it, or that together with it did nothing, leads nowhere that is not found
 * without it too: so of many writes that nobody knows the end of, only those count that somebody has seen.
 */
final class Search {

    private static final int MOST_STATES = 8;

    private final List<Operation> operations;
    private final int limit;
    private final int last;
    private final Event head = new Event(-1);
    private final Set<Place> places = new HashSet<>();
    private final Set<Register> before = new LinkedHashSet<>();
    private final Deque<Integer> order = new ArrayDeque<>();

    /** What came of it. */
    enum Result {
        FOUND,
        NONE,
        GIVEN_UP
    }

    /**
     * How far a search has come.
     *
     * @param beforeUnseen the register before the last operation, if that has not returned and nobody has seen yet what it did
     */
    private record Place(BitSet taken, Register register, Optional<Register> beforeUnseen) {}

    private record Step(Event call, Place from) {}

    private static final class Event {
        private final int operation;
        private Event previous = this;
        private Event next = this;
        private Event match = this;
        private boolean isReturn;

        private Event(int operation) {
            this.operation = operation;
        }

        private void append(Event other) {
            other.previous = previous;
            other.next = this;
            previous.next = other;
            previous = other;
        }

        private void remove() {
            previous.next = next;
            next.previous = previous;
        }

        private void putBack() {
            previous.next = this;
            next.previous = this;
        }
    }

    private record Moment(long at, boolean isReturn, int operation) {}

    /**
     * @param operations of one key, none that was certainly not written
     * @param limit how many places are remembered at most
     */
    Search(List<Operation> operations, int limit) {
        this.operations = operations;
        this.limit = limit;
        this.last = lastReturned(operations);
        Event[] calls = new Event[operations.size()];
        IntStream.range(0, operations.size())
                .boxed()
                .flatMap(i -> moments(i, operations.get(i)))
                .sorted(Comparator.comparingLong(Moment::at).thenComparing(Moment::isReturn))
                .forEach(moment -> {
                    var event = new Event(moment.operation());
                    event.isReturn = moment.isReturn();
                    if (event.isReturn) {
                        event.match = calls[moment.operation()];
                        event.match.match = event;
                    } else {
                        calls[moment.operation()] = event;
                    }
                    head.append(event);
                });
    }

    private static Stream<Moment> moments(int number, Operation operation) {
        var call = new Moment(operation.invoked(), false, number);
        return operation.hasReturned()
                ? Stream.of(call, new Moment(operation.returned(), true, number))
                : Stream.of(call);
    }

    private static int lastReturned(List<Operation> operations) {
        int last = -1;
        for (int i = 0; i < operations.size(); i++) {
            Operation each = operations.get(i);
            if (each.hasReturned()
                    && (last < 0 || each.returned() >= operations.get(last).returned())) {
                last = i;
            }
        }
        return last;
    }

    Result run() {
        Deque<Step> steps = new ArrayDeque<>();
        var place = new Place(new BitSet(), Register.MISSING, Optional.empty());
        long left = operations.stream().filter(Operation::hasReturned).count();
        if (left == 1) {
            before.add(place.register());
        }
        Event event = head.next;
        while (left > 0) {
            if (event != head && !event.isReturn) {
                Place next = after(place, event.operation);
                if (next == null || !places.add(next)) {
                    event = event.next;
                    continue;
                }
                if (places.size() > limit) {
                    return Result.GIVEN_UP;
                }
                steps.push(new Step(event, place));
                place = next;
                lift(event);
                left -= isRequired(event) ? 1 : 0;
                if (left == 1 && !place.taken().get(last) && before.size() < MOST_STATES) {
                    before.add(place.register());
                }
                event = head.next;
            } else if (steps.isEmpty()) {
                return Result.NONE;
            } else {
                Step undone = steps.pop();
                place = undone.from();
                putBack(undone.call());
                left += isRequired(undone.call()) ? 1 : 0;
                event = undone.call().next;
            }
        }
        steps.descendingIterator().forEachRemaining(step -> order.add(step.call().operation));
        return Result.FOUND;
    }

    /** The order that was found. */
    List<Operation> order() {
        return order.stream().map(operations::get).toList();
    }

    /** What the key may have held when all others were taken and the last one to return was left. */
    Set<Register> before() {
        return before;
    }

    /** The last one to return. */
    Operation last() {
        return operations.get(last);
    }

    private @Nullable Place after(Place place, int number) {
        Operation operation = operations.get(number);
        Register next =
                place.register().after(operation.ask(), operation.answer()).orElse(null);
        if (next == null
                || (place.beforeUnseen().isPresent()
                        && needsNot(place.beforeUnseen().get(), operation, next))) {
            return null;
        }
        var taken = (BitSet) place.taken().clone();
        taken.set(number);
        return new Place(taken, next, operation.hasReturned() ? Optional.empty() : Optional.of(place.register()));
    }

    /** Whether an operation gets along without the unseen one right before it. */
    private static boolean needsNot(Register before, Operation operation, Register next) {
        if (!(operation.ask() instanceof Ask.Write)) {
            return false; // it has seen the revision
        }
        boolean without = before.after(operation.ask(), operation.answer())
                .filter(other -> other.value().equals(next.value()))
                .isPresent();
        return without || (!operation.hasReturned() && next.value().equals(before.value()));
    }

    private boolean isRequired(Event call) {
        return operations.get(call.operation).hasReturned();
    }

    private static void lift(Event call) {
        call.remove();
        if (call.match != call) {
            call.match.remove();
        }
    }

    private static void putBack(Event call) {
        if (call.match != call) {
            call.match.putBack();
        }
        call.putBack();
    }
}
