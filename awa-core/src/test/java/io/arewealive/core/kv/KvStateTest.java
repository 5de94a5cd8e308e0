package io.arewealive.core.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.step.Result;
import io.arewealive.core.step.Result.Code;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvStateTest {

    private final List<KvChange> changes = new ArrayList<>();
    private KvState state = new KvState();
    private long maxBytes = 10_000;

    @Test
    @Tag("R1")
    void every_change_of_a_key_raises_the_revision_by_one() {
        assertEquals(1, set("a", "1").number());
        assertEquals(2, set("b", "2").number());
        assertEquals(3, set("a", "1").number());
        assertEquals(4, apply(new KvWrite.Unset("a")).number());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                changes.stream().map(KvChange::revision).toList());
        assertEquals(Optional.of(new KvEntry("b", KvValue.of("2"), 2, 0)), state.find("b"));
        assertEquals(1, state.totals().keys());
    }

    @ParameterizedTest
    @Tag("R5")
    @CsvSource({
        "7,   =,   7,   DONE", "7,   =,   7.0, DONE", "7,   =,   8,   NO_MATCH", "a,   =,   a,   DONE",
        "a,   =,   A,   NO_MATCH", "7,   !=,  8,   DONE", "7,   !=,  7.0, NO_MATCH", "a,   !=,  b,   DONE",
        "10,  <,   9,   NO_MATCH", "9,   <,   10,  DONE", "a10, <,   a9,  DONE", "-3,  <,   1e2, DONE",
        "7,   <=,  7,   DONE", "8,   <=,  7,   NO_MATCH", "8,   >,   7,   DONE", "7,   >,   7,   NO_MATCH",
        "7,   >=,  7,   DONE", "6,   >=,  7,   NO_MATCH", "7,   -eq, 7.0, DONE", "a,   -eq, 7,   NO_MATCH",
        "7,   -ne, 8,   DONE", "a,   -ne, 7,   NO_MATCH", "6,   -lt, 7,   DONE", "10,  -lt, 9,   NO_MATCH",
        "7,   -le, 7,   DONE", "8,   -gt, 7,   DONE", "7,   -gt, 7,   NO_MATCH", "7,   -ge, 7,   DONE"
    })
    void a_condition_holds_as_its_operator_says(String there, String operator, String given, Code code) {
        set("k", there);
        var wanted = new KvWrite.SetIf("k", Operator.of(operator), KvValue.of(given), KvValue.of("new"), 0);
        assertEquals(code, apply(wanted).code());
        assertEquals(code == Code.DONE ? "new" : there, text("k"));
    }

    @Test
    @Tag("R5")
    void a_conditional_set_tells_a_missing_key_a_mismatch_and_the_same_value_apart() {
        Supplier<KvWrite> wanted = () -> new KvWrite.SetIf("k", Operator.EQUAL, KvValue.of("x"), KvValue.of("y"), 0);
        assertEquals(Code.KEY_MISSING, apply(wanted.get()).code());
        set("k", "x");
        assertEquals(Code.DONE, apply(wanted.get()).code());
        assertEquals(Code.ALREADY_SET, apply(wanted.get()).code());
        set("k", "z");
        assertEquals(Code.NO_MATCH, apply(wanted.get()).code());
    }

    @Test
    @Tag("R5")
    void compare_and_set_wants_precisely_what_is_there() {
        assertEquals(Code.KEY_MISSING, cas("k", Optional.of("1"), "2"));
        assertEquals(Code.DONE, cas("k", Optional.empty(), "1"));
        assertEquals(Code.NO_MATCH, cas("k", Optional.empty(), "2"));
        assertEquals(Code.NO_MATCH, cas("k", Optional.of("1.0"), "2"), "bytes, not numbers");
        assertEquals(Code.DONE, cas("k", Optional.of("1"), "2"));
        assertEquals(Code.ALREADY_SET, cas("k", Optional.of("1"), "2"));

        assertEquals(
                Code.NO_MATCH,
                apply(new KvWrite.SetAtRevision("k", 1, KvValue.of("3"), 0)).code());
        assertEquals(
                Code.NO_MATCH,
                apply(new KvWrite.SetAtRevision("k", 0, KvValue.of("3"), 0)).code());
        assertEquals(
                Code.DONE,
                apply(new KvWrite.SetAtRevision("k", 2, KvValue.of("3"), 0)).code());
        assertEquals(
                Code.DONE,
                apply(new KvWrite.SetAtRevision("new", 0, KvValue.of("3"), 0)).code());
        assertEquals(
                Code.KEY_MISSING,
                apply(new KvWrite.SetAtRevision("none", 2, KvValue.of("3"), 0)).code());
        assertEquals(Code.NO_MATCH, apply(new KvWrite.UnsetAtRevision("k", 2)).code());
        assertEquals(Code.DONE, apply(new KvWrite.UnsetAtRevision("k", 3)).code());
        assertEquals(
                Code.KEY_MISSING, apply(new KvWrite.UnsetAtRevision("k", 3)).code());
    }

    @Test
    @Tag("R7")
    void a_directory_is_there_as_long_as_a_key_is_below_it() {
        for (String key : List.of("a", "a-b", "a/b/c", "a/b/d", "a/x", "b/y", "ab/z")) {
            set(key, "1");
        }
        assertEquals(
                List.of("a", "a-b", "a/", "ab/", "b/"), state.list("", "", 100).children());
        assertEquals(List.of("b/", "x"), state.list("a", "", 100).children());
        assertEquals(List.of("c", "d"), state.list("a/b", "", 100).children());
        assertFalse(state.list("a/b/c", "", 100).exists());
        assertFalse(state.list("a-", "", 100).exists());

        apply(new KvWrite.Unset("a/b/c"));
        apply(new KvWrite.Unset("a/b/d"));
        assertFalse(state.list("a/b", "", 100).exists());
        assertEquals(List.of("x"), state.list("a", "", 100).children());
        assertEquals(Code.KEY_MISSING, apply(new KvWrite.Unset("a/b/d")).code());
    }

    @Test
    @Tag("R7")
    void a_long_list_comes_in_pieces() {
        for (int i = 10; i < 40; i++) {
            set("d/" + i, "1");
            set("d/" + i + "/below", "1");
        }
        List<String> all = new ArrayList<>();
        String after = "";
        while (true) {
            var piece = state.list("d", after, 7);
            all.addAll(piece.children());
            if (!piece.more()) {
                break;
            }
            assertEquals(7, piece.children().size());
            after = piece.children().get(6);
        }
        assertEquals(60, all.size());
        assertEquals(all.stream().sorted().distinct().toList(), all);
    }

    @Test
    @Tag("R8")
    void the_store_has_a_limit_and_a_smaller_value_always_fits() {
        maxBytes = 200;
        assertEquals(Code.DONE, set("a", "x".repeat(100)).code()); // 64 + 1 + 100
        Result full = set("b", "");
        assertEquals(Code.FULL, full.code());
        assertTrue(full.message().contains("awa.kv.max-bytes"), full::message);
        maxBytes = 10;
        assertEquals(Code.FULL, set("a", "x".repeat(101)).code());
        assertEquals(Code.DONE, set("a", "x".repeat(99)).code());
        assertEquals(Code.DONE, apply(new KvWrite.Unset("a")).code());
        assertEquals(0, state.totals().bytes());
    }

    @ParameterizedTest
    @Tag("R8")
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "..", "a/../b", "a/.", "a\nb", "a\u0000", "\ud800"})
    void what_is_no_key_is_refused(String key) {
        assertThrows(IllegalArgumentException.class, () -> new KvWrite.Unset(key));
    }

    @Test
    @Tag("R8")
    void a_key_has_at_most_512_bytes() {
        assertEquals(Code.DONE, set("ä".repeat(256), "1").code());
        assertThrows(IllegalArgumentException.class, () -> new KvWrite.Unset("ä".repeat(256) + "x"));
        assertThrows(IllegalArgumentException.class, () -> KvValue.of(new byte[KvValue.MAX_BYTES + 1]));
    }

    @Test
    void a_lease_takes_its_keys_along() {
        long lease = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        setBound("a", lease);
        setBound("b", lease);
        set("b", "free again");
        changes.clear();
        assertEquals(Code.DONE, state.expire(lease, 0, writing()).code());
        assertEquals(List.of("a"), changes.stream().map(KvChange::key).toList());
        assertEquals(KvChange.Cause.LEASE_EXPIRED, changes.get(0).cause());
        assertEquals(Code.LEASE_GONE, apply(new KvWrite.Renew(lease)).code());
        assertEquals(Code.LEASE_GONE, setBound("a", lease));
        assertEquals(Optional.empty(), state.find("a"));
    }

    @Test
    void a_lease_that_was_renewed_does_not_end() {
        long lease = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        apply(new KvWrite.Renew(lease));
        assertEquals(Code.LEASE_GONE, state.expire(lease, 0, writing()).code(), "the end of a turn that is over");
        assertEquals(1, state.totals().leases());
        assertEquals(Code.DONE, state.expire(lease, 1, writing()).code());
    }

    @Test
    void a_token_only_rises_also_when_the_cluster_goes_on_from_a_copy() {
        long first = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        apply(new KvWrite.Revoke(first));
        long second = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        state = copy();
        state.riseAbove();
        long third = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        assertTrue(first < second && second < third);
        assertTrue(third - second > 1_000_000_000L, "more than could have been granted and lost");
    }

    @Test
    void leases_are_bounded() {
        for (int i = 0; i < KvState.MAX_LEASES; i++) {
            apply(new KvWrite.Grant(Duration.ofSeconds(5)));
        }
        assertEquals(
                Code.TOO_MANY_LEASES,
                apply(new KvWrite.Grant(Duration.ofSeconds(5))).code());
    }

    @Test
    void a_snapshot_holds_everything() {
        long lease = apply(new KvWrite.Grant(Duration.ofSeconds(5))).lease();
        set("a/b", "1");
        setBound("c", lease);
        apply(new KvWrite.Renew(lease));
        KvState copy = copy();
        assertEquals(state.totals(), copy.totals());
        assertEquals(state.find("a/b"), copy.find("a/b"));
        assertEquals(state.find("c"), copy.find("c"));
        assertEquals(state.terms(), copy.terms());
        assertEquals(List.of(new KvLease(lease, Duration.ofSeconds(5), 1, "operator:test")), copy.leases(10));
    }

    private KvState copy() {
        var out = new WireWriter();
        state.write(out);
        var in = new WireReader(out.toBytes());
        KvState copy = KvState.read(in);
        in.expectEnd();
        return copy;
    }

    private Result set(String key, String value) {
        return apply(new KvWrite.Set(key, KvValue.of(value), 0));
    }

    private Code setBound(String key, long lease) {
        return apply(new KvWrite.Set(key, KvValue.of("1"), lease)).code();
    }

    private Code cas(String key, Optional<String> expected, String value) {
        return apply(new KvWrite.CompareAndSet(key, expected.map(KvValue::of), KvValue.of(value), 0))
                .code();
    }

    private String text(String key) {
        return state.find(key).orElseThrow().value().text();
    }

    /** Through the wire, as it comes out of the log. */
    private Result apply(KvWrite write) {
        var out = new WireWriter();
        KvCodec.write(out, write);
        var in = new WireReader(out.toBytes());
        KvWrite read = KvCodec.read(in.u8(), in);
        in.expectEnd();
        assertEquals(write, read);
        return state.apply(read, writing());
    }

    private Writing writing() {
        return new Writing("operator:test", 1_000, maxBytes, changes::add);
    }
}
