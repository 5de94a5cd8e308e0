package io.arewealive.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small histories of which a person sees at once whether they can be. */
class LinearizabilityTest {

    private static final String KEY = "k";

    private final List<Operation> history = new ArrayList<>();

    @Test
    void nothing_at_all_is_linearizable() {
        assertFine();
    }

    @Test
    void one_client_after_the_other() {
        read(1, 0, 1, "", 0);
        set(1, 2, 3, "a", done(1));
        read(2, 4, 5, "a", 1);
        cas(2, 6, 7, "a", "b", done(2));
        cas(1, 8, 9, "a", "c", new Answer.NoMatch(2));
        unset(1, 10, 11, done(3));
        unset(2, 12, 13, new Answer.Missing());
        read(1, 14, 15, "", 3);

        assertFine();
    }

    @Test
    void of_two_at_the_same_time_either_may_have_been_first() {
        set(1, 0, 10, "a", done(2));
        set(2, 0, 10, "b", done(1));
        read(3, 5, 6, "b", 1);
        read(3, 11, 12, "a", 2);

        assertFine();
    }

    @Test
    void a_write_of_unknown_outcome_may_take_effect_late() {
        set(1, 0, 0, "a", new Answer.Unknown());
        set(2, 5, 6, "b", done(1));
        read(2, 7, 8, "b", 1);
        read(3, 20, 21, "a", 2);

        assertFine();
    }

    @Test
    void a_write_of_unknown_outcome_may_never_take_effect() {
        set(1, 0, 0, "a", new Answer.Unknown());
        read(2, 5, 6, "", 0);
        read(2, 7, 8, "", 0);

        assertFine();
    }

    @Test
    void many_unknown_writes_do_not_make_it_slow() {
        for (int i = 0; i < 60; i++) {
            set(i, i, i, "u" + i, new Answer.Unknown());
        }
        for (int i = 0; i < 60; i++) {
            set(100, 100 + 4 * i, 101 + 4 * i, "v" + i, done(1 + 2 * i));
            read(101, 102 + 4 * i, 103 + 4 * i, i % 3 == 0 ? "u" + i : "v" + i, i % 3 == 0 ? 2 + 2 * i : 1 + 2 * i);
        }

        assertFine();
        read(102, 999, 1_000, "v5", 11);
        assertViolated("v5");
    }

    @Test
    void a_conditional_write_compares_as_the_store_does() {
        set(1, 0, 1, "10", done(1));
        write(2, 2, 3, setIf(Operator.NUMBER_GREATER, "9", "11"), done(2));
        write(2, 4, 5, setIf(Operator.NUMBER_LESS, "9", "12"), new Answer.NoMatch(2));
        write(2, 6, 7, setIf(Operator.EQUAL, "11", "11"), new Answer.Already(2));
        write(2, 8, 9, new KvWrite.SetAtRevision(KEY, 2, KvValue.of("13"), 0), done(3));
        write(2, 10, 11, new KvWrite.SetAtRevision(KEY, 2, KvValue.of("14"), 0), new Answer.NoMatch(3));
        write(2, 12, 13, new KvWrite.UnsetAtRevision(KEY, 3), done(4));
        write(2, 14, 15, setIf(Operator.EQUAL, "13", "15"), new Answer.Missing());
        write(2, 16, 17, new KvWrite.SetAtRevision(KEY, 0, KvValue.of("16"), 0), done(5));

        assertFine();
    }

    @Test
    void a_stale_read() {
        set(1, 0, 1, "a", done(1));
        set(1, 2, 3, "b", done(2));
        read(2, 4, 5, "a", 1);

        String story = assertViolated("get -> a @1");
        assertTrue(story.contains("the key can have held nothing but one of these then:\n  b @2"), story);
        assertTrue(story.contains("it was written by:\n"), story);
    }

    @Test
    void an_acknowledged_write_that_is_lost() {
        set(1, 0, 1, "a", done(1));
        read(2, 2, 3, "", 0);

        assertViolated("get -> missing");
    }

    @Test
    void a_write_that_is_applied_twice() {
        set(1, 0, 1, "a", done(1));
        set(2, 2, 3, "b", done(2));
        read(2, 4, 5, "a", 3);

        assertViolated("get -> a @3");
    }

    @Test
    void a_value_that_nobody_wrote() {
        set(1, 0, 1, "a", done(1));
        read(2, 2, 3, "z", 2);

        assertTrue(assertViolated("get -> z @2").contains("nobody ever wrote z"));
    }

    @Test
    void a_value_whose_write_was_refused() {
        set(1, 0, 1, "a", done(1));
        set(1, 2, 3, "b", new Answer.NotWritten());
        read(2, 4, 5, "b", 2);

        assertTrue(assertViolated("get -> b @2").contains("set b -> nothing written"));
    }

    @Test
    void two_winners_of_one_compare_and_set() {
        set(1, 0, 1, "a", done(1));
        cas(2, 2, 9, "a", "b", done(2));
        cas(3, 2, 9, "a", "c", done(3));

        assertViolated("done @3");
    }

    @Test
    void a_compare_and_set_that_failed_and_took_effect() {
        set(1, 0, 1, "a", done(1));
        cas(2, 2, 3, "x", "b", new Answer.NoMatch(1));
        read(3, 4, 5, "b", 2);

        assertTrue(assertViolated("get -> b @2").contains("cas x b -> no match @1"));
    }

    @Test
    void reads_that_go_back_in_time_across_clients() {
        set(1, 0, 1, "a", done(1));
        set(1, 2, 99, "b", done(2));
        read(2, 10, 20, "b", 2);
        read(3, 21, 30, "a", 1);

        String story = assertViolated("get -> a @1");
        assertTrue(story.contains("open at the same time, or never answered:"), story);
    }

    @Test
    void a_read_from_a_leader_that_is_none_any_more() {
        set(1, 0, 1, "a", done(1));
        cas(2, 10, 12, "a", "b", done(2));
        cas(2, 13, 15, "b", "c", done(3));
        read(1, 16, 17, "a", 1);
        read(2, 18, 19, "c", 3);

        assertViolated("client 1  get -> a @1");
    }

    @Test
    void a_write_that_took_effect_before_it_was_begun() {
        read(2, 0, 1, "a", 1);
        set(1, 2, 3, "a", done(1));

        assertViolated("get -> a @1");
    }

    @Test
    void a_revision_that_is_not_the_one_that_was_acknowledged() {
        set(1, 0, 1, "a", done(7));
        read(2, 2, 3, "a", 8);

        assertViolated("get -> a @8");
    }

    @Test
    void a_key_that_is_removed_twice() {
        set(1, 0, 1, "a", done(1));
        unset(2, 2, 9, done(2));
        unset(3, 2, 9, done(3));

        assertViolated("unset -> done @3");
    }

    @Test
    void the_story_is_of_the_smallest_beginning() {
        set(1, 0, 1, "a", done(1));
        set(1, 2, 3, "b", done(2));
        read(2, 4, 5, "a", 1);
        read(2, 6, 7, "nonsense", 9);

        String story = assertViolated("get -> a @1");
        assertTrue(!story.contains("nonsense"), story);
    }

    @Test
    void too_many_operations_are_not_searched_and_it_says_so() {
        for (int i = 0; i <= Linearizability.MOST_OPERATIONS; i++) {
            set(1, 2L * i, 2L * i + 1, "v" + i, done(i + 1));
        }

        Verdict verdict = Linearizability.check(history);
        assertInstanceOf(Verdict.Undecided.class, verdict);
        assertEquals(
                "undecided, key k: 201 operations are more than 200; spread the work over more keys, each is checked by itself",
                verdict.toString());
        assertThrows(AssertionError.class, verdict::orThrow);
    }

    @Test
    void a_search_that_grows_beyond_its_bound_ends_and_says_so() {
        for (int i = 0; i < 20; i++) {
            set(i, 0, 100, "v" + i, done(20 - i));
        }
        read(99, 101, 102, "nobody's", 21);

        Verdict verdict = Linearizability.checkKey(KEY, history, 1_000);
        assertTrue(verdict.toString().contains("more than 1000 ways to order its 21 operations"), verdict::toString);
    }

    @Test
    void revisions_that_fall_from_one_key_to_another() {
        history.add(Operation.write(1, 0, 1, new KvWrite.Set("a", KvValue.of("x"), 0), done(5)));
        history.add(Operation.read(2, 2, 3, "b", new Answer.Saw(Optional.empty(), 0, 4)));

        Verdict verdict = Linearizability.check(history);
        assertTrue(verdict.toString().contains("numbers that fall"), verdict::toString);
    }

    @Test
    void a_revision_that_is_given_to_two_keys() {
        history.add(Operation.write(1, 0, 9, new KvWrite.Set("a", KvValue.of("x"), 0), done(5)));
        history.add(Operation.write(2, 0, 9, new KvWrite.Set("b", KvValue.of("y"), 0), done(5)));

        assertTrue(Linearizability.check(history).toString().contains("@5 was given out twice"));
    }

    @Test
    void revisions_of_calls_at_the_same_time_may_be_told_in_any_order() {
        history.add(Operation.write(1, 0, 9, new KvWrite.Set("a", KvValue.of("x"), 0), done(5)));
        history.add(Operation.write(2, 1, 8, new KvWrite.Set("b", KvValue.of("y"), 0), done(4)));
        history.add(Operation.read(3, 2, 7, "b", new Answer.Saw(Optional.empty(), 0, 3)));

        assertFine();
    }

    private void assertFine() {
        Linearizability.check(history).orThrow();
    }

    private String assertViolated(String answer) {
        var violated = assertInstanceOf(Verdict.Violated.class, Linearizability.check(history));
        String accused = violated.story().lines().skip(1).findFirst().orElseThrow();
        assertTrue(accused.contains(answer), violated::story);
        return violated.story();
    }

    private static Answer done(long revision) {
        return new Answer.Done(revision);
    }

    private static KvWrite setIf(Operator operator, String operand, String value) {
        return new KvWrite.SetIf(KEY, operator, KvValue.of(operand), KvValue.of(value), 0);
    }

    private void write(int client, long from, long to, KvWrite write, Answer answer) {
        history.add(Operation.write(client, from, to, write, answer));
    }

    private void set(int client, long from, long to, String value, Answer answer) {
        write(client, from, to, new KvWrite.Set(KEY, KvValue.of(value), 0), answer);
    }

    private void cas(int client, long from, long to, String there, String value, Answer answer) {
        write(
                client,
                from,
                to,
                new KvWrite.CompareAndSet(KEY, Optional.of(KvValue.of(there)), KvValue.of(value), 0),
                answer);
    }

    private void unset(int client, long from, long to, Answer answer) {
        write(client, from, to, new KvWrite.Unset(KEY), answer);
    }

    /** An empty value stands for a missing key; the store's revision is the key's. */
    private void read(int client, long from, long to, String value, long revision) {
        Optional<KvValue> seen = value.isEmpty() ? Optional.empty() : Optional.of(KvValue.of(value));
        history.add(
                Operation.read(client, from, to, KEY, new Answer.Saw(seen, seen.isPresent() ? revision : 0, revision)));
    }
}
