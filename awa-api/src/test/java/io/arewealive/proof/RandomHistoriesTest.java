package io.arewealive.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Histories of which it is known by how they were made, or by a slow and obvious check, whether they can be. */
class RandomHistoriesTest {

    private static final String KEY = "k";

    @Property(tries = 300)
    void what_a_single_register_answered_is_linearizable(@ForAll long seed) {
        List<Operation> history = Made.by(seed).operations;

        Linearizability.check(history).orThrow();
    }

    @Property(tries = 200)
    void a_read_of_what_was_overwritten_before_it_began_is_not(@ForAll long seed) {
        Made made = Made.by(seed);
        Optional<List<Operation>> stale = made.withAStaleRead();

        stale.ifPresent(history -> assertInstanceOf(Verdict.Violated.class, Linearizability.check(history)));
    }

    @Property(tries = 200)
    void a_read_that_misses_an_acknowledged_write_is_not(@ForAll long seed) {
        Made made = Made.by(seed);
        Optional<List<Operation>> lost = made.withALostWrite();

        lost.ifPresent(history -> assertInstanceOf(Verdict.Violated.class, Linearizability.check(history)));
    }

    @Property(tries = 50)
    void an_operation_survives_a_line_of_text(@ForAll long seed) {
        List<Operation> history = Made.by(seed).operations;

        assertEquals(
                history,
                history.stream()
                        .map(OperationLine::of)
                        .map(OperationLine::parse)
                        .toList());
    }

    @Test
    void the_mutations_are_found_in_most_histories() {
        int stale = 0;
        int lost = 0;
        for (long seed = 0; seed < 100; seed++) {
            stale += Made.by(seed).withAStaleRead().isPresent() ? 1 : 0;
            lost += Made.by(seed).withALostWrite().isPresent() ? 1 : 0;
        }

        assertTrue(stale > 60 && lost > 15, stale + " and " + lost);
    }

    @Test
    void it_says_the_same_as_trying_all_orders() {
        int[] verdicts = new int[2];
        for (long seed = 0; seed < 30_000; seed++) {
            List<Operation> history = anything(new Random(seed));
            boolean expected = canBeOrdered(history, new boolean[history.size()], Register.MISSING);
            Verdict verdict = Linearizability.checkKey(KEY, history, 100_000);

            assertEquals(expected, verdict instanceof Verdict.Linearizable, "seed " + seed + ": " + history);
            verdicts[expected ? 1 : 0]++;
        }

        assertTrue(verdicts[0] > 3_000 && verdicts[1] > 3_000, () -> Arrays.toString(verdicts));
    }

    /** Up to six operations over two values with answers that may well be wrong. */
    private static List<Operation> anything(Random random) {
        List<Operation> history = new ArrayList<>();
        int size = 2 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            long from = random.nextInt(10);
            long to = from + random.nextInt(6);
            KvValue value = KvValue.of(random.nextBoolean() ? "a" : "b");
            int revision = 1 + random.nextInt(3);
            Answer answer = random.nextInt(4) == 0 ? new Answer.Unknown() : new Answer.Done(revision);
            history.add(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> Operation.write(i, from, to, new KvWrite.Set(KEY, value, 0), answer);
                        case 2 ->
                            Operation.write(
                                    i,
                                    from,
                                    to,
                                    new KvWrite.CompareAndSet(KEY, Optional.of(KvValue.of("a")), KvValue.of("b"), 0),
                                    random.nextBoolean() ? answer : new Answer.NoMatch(revision));
                        case 3 ->
                            Operation.write(
                                    i,
                                    from,
                                    to,
                                    new KvWrite.Unset(KEY),
                                    random.nextBoolean() ? answer : new Answer.Missing());
                        case 4 ->
                            Operation.read(i, from, to, KEY, new Answer.Saw(Optional.empty(), 0, random.nextInt(4)));
                        default -> Operation.read(i, from, to, KEY, new Answer.Saw(Optional.of(value), revision, 4));
                    });
        }
        return history;
    }

    /** Tries every order, without a memory and without a trick. */
    private static boolean canBeOrdered(List<Operation> history, boolean[] taken, Register register) {
        boolean all = true;
        for (int i = 0; i < taken.length; i++) {
            all &= taken[i] || !history.get(i).hasReturned();
        }
        if (all) {
            return true;
        }
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && mayBeNext(history, taken, i)) {
                Operation next = history.get(i);
                Optional<Register> after = register.after(next.ask(), next.answer());
                if (after.isPresent()) {
                    taken[i] = true;
                    boolean found = canBeOrdered(history, taken, after.get());
                    taken[i] = false;
                    if (found) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean mayBeNext(List<Operation> history, boolean[] taken, int candidate) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && history.get(i).returned() < history.get(candidate).invoked()) {
                return false;
            }
        }
        return true;
    }

    /** Operations that a register carried out one after the other, at moments between their calls and returns. */
    private static final class Made {
        private final Random random;
        private final List<Operation> operations = new ArrayList<>();
        /** What a client can have seen: the operations that took effect, in their order. */
        private final List<Operation> effective = new ArrayList<>();

        private Register register = Register.MISSING;
        private long revision;

        private Made(Random random) {
            this.random = random;
        }

        static Made by(long seed) {
            var made = new Made(new Random(seed));
            int clients = 1 + made.random.nextInt(6);
            int size = 20 + made.random.nextInt(140);
            long[] free = new long[clients];
            for (int i = 0; i < size; i++) {
                made.carryOut(i, 1_000L * (i + 1), free);
            }
            Collections.shuffle(made.operations, made.random);
            return made;
        }

        /** At this moment; it was called after the client's last return, and returns later, but before long. */
        private void carryOut(int number, long moment, long[] free) {
            int client = random.nextInt(free.length);
            if (free[client] >= moment) {
                return; // busy
            }
            long from = free[client] + 1 + random.nextLong(moment - free[client]);
            long to = moment + random.nextLong(4_000);
            free[client] = to;
            Ask ask = ask("v" + number);
            boolean unknown = ask instanceof Ask.Write && random.nextInt(12) == 0;
            if (unknown && random.nextBoolean()) {
                operations.add(new Operation(client, from, to, KEY, ask, new Answer.Unknown()));
                return;
            }
            Answer answer = answer(ask);
            var told = new Operation(client, from, to, KEY, ask, unknown ? new Answer.Unknown() : answer);
            if (answer instanceof Answer.Done) {
                effective.add(told);
            }
            register = register.after(ask, answer).orElseThrow();
            operations.add(told);
        }

        private Ask ask(String value) {
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> new Ask.Get();
                case 3 -> new Ask.Write(new KvWrite.Unset(KEY));
                case 4 ->
                    new Ask.Write(new KvWrite.CompareAndSet(
                            KEY,
                            random.nextInt(3) == 0 ? Optional.of(KvValue.of("other")) : register.value(),
                            KvValue.of(value),
                            0));
                default -> new Ask.Write(new KvWrite.Set(KEY, KvValue.of(value), 0));
            };
        }

        /** What the register answers: the first that it can. */
        private Answer answer(Ask ask) {
            long there = register.value().isPresent() ? register.revision() : 0;
            List<Answer> answers = ask instanceof Ask.Get
                    ? List.of(new Answer.Saw(register.value(), there, revision))
                    : List.of(new Answer.Done(revision + 1), new Answer.NoMatch(there), new Answer.Missing());
            Answer answer = answers.stream()
                    .filter(each -> register.after(ask, each).isPresent())
                    .findFirst()
                    .orElseThrow();
            revision += answer instanceof Answer.Done ? 1 : 0;
            return answer;
        }

        /** One read is made to see a value whose end had been acknowledged before the read began. */
        Optional<List<Operation>> withAStaleRead() {
            for (int i = 0; i + 1 < effective.size(); i++) {
                Operation old = effective.get(i);
                Operation newer = effective.get(i + 1);
                for (Operation read : operations) {
                    boolean later = read.ask() instanceof Ask.Get && read.invoked() > newer.returned();
                    if (later && old.ask().leaves().isPresent() && old.hasReturned()) {
                        long written = ((Answer.Done) old.answer()).revision();
                        long store = ((Answer.Saw) read.answer()).storeRevision();
                        return Optional.of(
                                replaced(read, new Answer.Saw(old.ask().leaves(), written, store)));
                    }
                }
            }
            return Optional.empty();
        }

        /** One read is made to miss the key although no removal can have come after an acknowledged write. */
        Optional<List<Operation>> withALostWrite() {
            for (Operation write : effective) {
                boolean certain = write.ask().leaves().isPresent()
                        && write.hasReturned()
                        && operations.stream()
                                .noneMatch(other -> other.ask() instanceof Ask.Write
                                        && other.ask().leaves().isEmpty()
                                        && other.returned() >= write.invoked());
                for (Operation read : operations) {
                    if (certain && read.ask() instanceof Ask.Get && read.invoked() > write.returned()) {
                        return Optional.of(replaced(read, new Answer.Saw(Optional.empty(), 0, revision)));
                    }
                }
            }
            return Optional.empty();
        }

        private List<Operation> replaced(Operation read, Answer answer) {
            List<Operation> mutated = new ArrayList<>(operations);
            mutated.remove(read);
            mutated.add(Operation.read(read.client(), read.invoked(), read.returned(), KEY, answer));
            return mutated;
        }
    }
}
