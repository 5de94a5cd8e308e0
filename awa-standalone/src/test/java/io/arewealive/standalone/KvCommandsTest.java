package io.arewealive.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChange.Cause;
import io.arewealive.kv.KvChanges;
import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvLease;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvOutcome.Done;
import io.arewealive.kv.KvStats;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import io.arewealive.kv.Reading;
import io.arewealive.node.CommandId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

class KvCommandsTest {

    private static final CommandId ID = CommandId.parse("6f1c1d2e-8a77-4c55-9d5e-0f7a3a1b2c3d");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    private CommandFixture awa;

    @BeforeEach
    void setUp() {
        awa = new CommandFixture(home);
    }

    @AfterEach
    void every_connection_was_closed() {
        assertTrue(awa.servers.allClosed());
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of("set k v", new Done(ID, 18, 0, false, 2), 0, "done, revision 18"),
                Arguments.of(
                        "set k v", new Done(ID, 18, 7, true, 1), 0, "already done, revision 18, lease 7, one copy"),
                Arguments.of("if k = a set v", new KvOutcome.AlreadySet(ID, 4), 5, "since revision 4"),
                Arguments.of("if k = a set v", new KvOutcome.NoMatch(ID, 4, "k is another"), 6, "k is another"),
                Arguments.of("if k = a set v", new KvOutcome.KeyMissing(ID, "no key k"), 7, "no key k"),
                Arguments.of("cas k a v", new KvOutcome.KeyMissing(ID, "no key k"), 9, "no key k"),
                Arguments.of("unset k", new KvOutcome.KeyMissing(ID, "no key k"), 9, "no key k"),
                Arguments.of("lease renew 7", new Done(ID, 18, 7, false, 2), 0, "lease 7"),
                Arguments.of(
                        "lease renew 7",
                        new KvOutcome.Refused(ID, KvOutcome.Refusal.LEASE_GONE, "no lease 7"),
                        1,
                        "no lease 7"),
                Arguments.of("set k v", new KvOutcome.NoQuorum(ID, "1 of 3"), 106, "nothing was written"),
                Arguments.of("set k v", new KvOutcome.NoLeader(ID, "an election"), 107, "try again"),
                Arguments.of("set k v", new KvOutcome.Unknown(ID, "no answer"), 124, "awa changes --id " + ID));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @Tag("R5")
    @Tag("R6")
    void every_outcome_of_a_write_has_its_exit_code(String line, KvOutcome outcome, int code, String says) {
        when(awa.servers.pairs.write(any(), any(), any())).thenReturn(outcome);

        var run = kv(line);

        assertEquals(code, run.code(), run.toString());
        assertTrue((code == 0 ? run.out() : run.err()).contains(says), run.toString());
        assertEquals("", code == 0 ? run.err() : run.out());
        var json = kv(line + " --json");
        assertEquals(code, json.code());
        assertTrue(json.out().contains("\"commandId\": \"" + ID + "\""), json.out());
        assertEquals("", json.err());
    }

    static Stream<Arguments> writes() {
        var v = KvValue.of("v");
        return Stream.of(
                Arguments.of("set k v", new KvWrite.Set("k", v, 0)),
                Arguments.of("set k v --lease 7", new KvWrite.Set("k", v, 7)),
                Arguments.of("set --lease 7 k v", new KvWrite.Set("k", v, 7)),
                Arguments.of("set k -5", new KvWrite.Set("k", KvValue.of("-5"), 0)),
                Arguments.of("set k -h", new KvWrite.Set("k", KvValue.of("-h"), 0)),
                Arguments.of("set k -V", new KvWrite.Set("k", KvValue.of("-V"), 0)),
                Arguments.of("set k @x", new KvWrite.Set("k", KvValue.of("@x"), 0)),
                Arguments.of("set k -- --help", new KvWrite.Set("k", KvValue.of("--help"), 0)),
                Arguments.of("if k -lt 2 set v", new KvWrite.SetIf("k", Operator.NUMBER_LESS, KvValue.of("2"), v, 0)),
                Arguments.of("if k <= b set v", new KvWrite.SetIf("k", Operator.NOT_AFTER, KvValue.of("b"), v, 0)),
                Arguments.of(
                        "if k -ge -2 set -1 --lease 3",
                        new KvWrite.SetIf(
                                "k", Operator.NUMBER_GREATER_OR_EQUAL, KvValue.of("-2"), KvValue.of("-1"), 3)),
                Arguments.of("cas k a v", new KvWrite.CompareAndSet("k", Optional.of(KvValue.of("a")), v, 0)),
                Arguments.of("cas k --absent v", new KvWrite.CompareAndSet("k", Optional.empty(), v, 0)),
                Arguments.of("cas k --revision 3 v", new KvWrite.SetAtRevision("k", 3, v, 0)),
                Arguments.of("unset k", new KvWrite.Unset("k")),
                Arguments.of("unset k --revision 3", new KvWrite.UnsetAtRevision("k", 3)),
                Arguments.of("lease grant 30", new KvWrite.Grant(Duration.ofSeconds(30))),
                Arguments.of("lease grant 2m", new KvWrite.Grant(Duration.ofMinutes(2))),
                Arguments.of("lease grant 24h", new KvWrite.Grant(Duration.ofHours(24))),
                Arguments.of("lease renew 7", new KvWrite.Renew(7)),
                Arguments.of("lease revoke 7", new KvWrite.Revoke(7)));
    }

    @ParameterizedTest
    @MethodSource("writes")
    @Tag("R5")
    void every_verb_writes_what_was_typed(String line, KvWrite write) {
        when(awa.servers.pairs.write(any(), any(), any())).thenReturn(new Done(ID, 1, 0, false, 2));

        assertEquals(0, kv(line).code());

        verify(awa.servers.pairs).write(any(), eq(write), eq(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "set",
                "set k",
                "set k v w",
                "set k v --file f",
                "set k --jsn",
                "set k --help",
                "set k --version",
                "set a/../b v",
                "set a//b v",
                "set k v --lease -1",
                "set k v --lease x",
                "set k v --id x",
                "get",
                "get a/../b",
                "get k l",
                "get k --raw --json",
                "if k",
                "if k ~ 1 set 2",
                "if k = 1 2",
                "if k = 1 set",
                "if k -lt one set 2",
                "if k = 1 set 2 3",
                "cas k",
                "cas k a",
                "cas k --absent --revision 3 v",
                "cas k --absent a v",
                "cas k --revision -1 v",
                "unset",
                "unset k --revision -1",
                "list a/../b",
                "watch a b",
                "watch --since -1",
                "status x",
                "lease",
                "lease grant",
                "lease grant 1ms",
                "lease grant 25h",
                "lease grant soon",
                "lease renew 0",
                "lease revoke x"
            })
    void wrong_usage_means_64_and_nobody_is_asked(String line) {
        var run = kv(line);

        assertEquals(64, run.code(), run.toString());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("awa: ") && run.err().contains("--help"), run.err());
        verifyNoInteractions(awa.servers.pairs);
        assertEquals(List.of(), awa.servers.asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "set", "if", "cas", "unset", "list", "watch", "status", "lease", "lease grant"})
    void every_verb_helps(String verb) {
        var run = kv((verb + " --help").strip());

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("Usage: awa kv"), run.out());
    }

    @Test
    @Tag("R8")
    void a_value_comes_from_a_file_or_the_standard_input_exactly() throws Exception {
        when(awa.servers.pairs.write(any(), any(), any())).thenReturn(new Done(ID, 1, 0, false, 2));
        byte[] bytes = {(byte) 0xff, 0, '\n'};
        Files.write(home.resolve("f"), bytes);
        String file = home.resolve("f").toString();

        assertEquals(0, kv("set k --file " + file).code());
        assertEquals(0, kv("if k = 1 set --file " + file).code());
        assertEquals(0, kv("cas k --absent --file " + file).code());
        assertEquals(
                0,
                awa.onTerminal("typed\n").run("kv", "set", "k", "--file", "-").code());

        var written = ArgumentCaptor.forClass(KvWrite.class);
        verify(awa.servers.pairs, org.mockito.Mockito.times(4)).write(any(), written.capture(), any());
        assertEquals(
                List.of(
                        new KvWrite.Set("k", KvValue.of(bytes), 0),
                        new KvWrite.SetIf("k", Operator.EQUAL, KvValue.of("1"), KvValue.of(bytes), 0),
                        new KvWrite.CompareAndSet("k", Optional.empty(), KvValue.of(bytes), 0),
                        new KvWrite.Set("k", KvValue.of("typed\n"), 0)),
                written.getAllValues());
    }

    @Test
    @Tag("R8")
    void a_file_that_is_missing_or_too_large_means_65() throws Exception {
        Files.write(home.resolve("large"), new byte[KvValue.MAX_BYTES + 1]);

        var large = kv("set k --file " + home.resolve("large"));
        assertEquals(65, large.code(), large.err());
        assertTrue(large.err().contains("larger than 1048576 bytes"), large.err());
        assertEquals(65, kv("set k --file " + home.resolve("none")).code());
        verifyNoInteractions(awa.servers.pairs);
    }

    @Test
    @Tag("R8")
    void a_value_that_is_no_text_is_refused_not_changed() {
        var run = kv("set k a\ufffdb");

        assertEquals(64, run.code());
        assertTrue(run.err().contains("--file"), run.err());
    }

    @Test
    @Tag("R6")
    void a_key_is_printed_exactly_and_a_missing_one_means_9() {
        found("k", "a\nb\u001b", Consistency.LINEAR);
        when(awa.servers.pairs.get(eq("none"), any(), any()))
                .thenReturn(new Reading.Found<>(Optional.empty(), 3, Consistency.LINEAR, Optional.of(Duration.ZERO)));

        assertEquals("a\nb\u001b\n", kv("get k").out());
        assertEquals("a\nb\u001b", kv("get k --raw").out());
        assertTrue(kv("get k --json").out().contains("\"value\": \"a\\nb\\u001b\""));
        assertEquals(9, kv("get none").code());
        assertEquals("awa: no key none\n", kv("get none").err());
        assertTrue(kv("get none --json").out().contains("\"outcome\": \"key-missing\""));
        awa.onTerminal("");
        assertEquals("a\nb\\x1b\n", kv("get k").out());
        assertEquals("a\nb\u001b", kv("get k --raw").out());
    }

    @Test
    @Tag("R1")
    void a_local_copy_is_marked_and_says_how_old_it_is() {
        found("k", "v", Consistency.LOCAL);

        var run = kv("get k --local");

        assertEquals("v\n", run.out());
        assertEquals("awa: local copy of db-1 at revision 3, last known to be up to date 1.5 s ago\n", run.err());
        var json = kv("get k --local --json");
        assertTrue(json.out().contains("\"consistency\": \"local\""), json.out());
        assertTrue(json.out().contains("\"ageMillis\": 1500"), json.out());
    }

    @ParameterizedTest
    @CsvSource({"get k,106", "list,106", "get k,107", "list d,107"})
    @Tag("R1")
    @Tag("R6")
    void a_read_without_an_answer_says_why(String line, int code) {
        Reading<Optional<KvEntry>> none =
                code == 106 ? new Reading.NoQuorum<>("1 of 3") : new Reading.NoLeader<>("an election");
        Reading<KvListing> nothing =
                code == 106 ? new Reading.NoQuorum<>("1 of 3") : new Reading.NoLeader<>("an election");
        when(awa.servers.pairs.get(any(), any(), any())).thenReturn(none);
        when(awa.servers.pairs.list(any(), any(), anyInt(), any(), any())).thenReturn(nothing);

        assertEquals(code, kv(line).code());
        assertTrue(kv(line).err().contains(code == 106 ? "no quorum: 1 of 3" : "an election"));
        assertTrue(kv(line + " --json").out().contains(code == 106 ? "\"no-quorum\"" : "\"no-leader\""));
    }

    @Test
    @Tag("R6")
    @Tag("R7")
    void a_directory_is_listed_to_its_end_and_a_missing_one_means_8() {
        listing("d", "", true, List.of("a/", "b"), true);
        listing("d", "b", true, List.of("c"), false);
        listing("", "", true, List.of(), false);
        listing("none", "", false, List.of(), false);

        assertEquals("a/\nb\nc\n", kv("list d").out());
        assertTrue(kv("list d --json").out().contains("\"directory\": \"d\""));
        assertEquals(0, kv("list").code());
        assertEquals("", kv("list").out());
        assertEquals(8, kv("list none").code());
        assertEquals("awa: no directory none\n", kv("list none").err());
    }

    @Test
    void changes_are_printed_until_nobody_reads_them() throws Exception {
        when(awa.servers.pairs.stats()).thenReturn(new KvStats(7, 2, 1, 66, 1_000, 0, 0));
        var value = Optional.of(KvValue.of("a\nb"));
        when(awa.servers.pairs.changes(eq("k"), eq(7L), anyInt(), any()))
                .thenReturn(new KvChanges.Changes(
                        9,
                        List.of(
                                new KvChange(8, "k", value, 3, Cause.SET, "operator (eve)", NOON),
                                new KvChange(9, "k", Optional.empty(), 0, Cause.LEASE_EXPIRED, "", NOON))));
        when(awa.servers.pairs.changes(eq("k"), eq(9L), anyInt(), any())).thenReturn(new KvChanges.Compacted(20, 15));
        when(awa.servers.pairs.changes(eq("k"), eq(20L), anyInt(), any())).thenThrow(new InterruptedException());

        var run = kv("watch k");

        assertEquals("""
                8 2026-11-20T12:00:00Z set           k = a\\nb, lease 3 by operator (eve)
                9 2026-11-20T12:00:00Z lease-expired k
                """, run.out());
        assertTrue(run.err().contains("between revision 9 and 20 are no longer kept"), run.err());
        var json = kv("watch k --json --since 7").out().lines().toList();
        assertTrue(json.get(0).contains("\"value\":\"a\\nb\""), json.get(0));
        assertEquals("{\"cause\":\"lost\",\"after\":9,\"revision\":20}", json.get(2));
    }

    @Test
    void a_lease_is_granted_by_its_number_and_listed() {
        when(awa.servers.pairs.write(any(), any(), any())).thenReturn(new Done(ID, 18, 7, false, 2));
        when(awa.servers.pairs.leases()).thenReturn(List.of(new KvLease(7, Duration.ofMillis(1_500), 2, "operator")));

        var run = kv("lease grant 30");
        assertEquals("7\n", run.out());
        assertEquals("awa: lease 7 lasts 30 s unless it is renewed\n", run.err());
        assertEquals(
                "Lease  Lasts  Keys  Owner\n7      1.5 s  2     operator\n",
                kv("lease list").out());
        assertTrue(kv("lease list --json").out().contains("\"timeToLiveMillis\": 1500"));
    }

    @Test
    void the_store_says_how_it_stands() {
        when(awa.servers.pairs.stats()).thenReturn(new KvStats(7, 2, 1, 66, 1_000, 3, 4));

        assertTrue(
                kv("status").out().contains("bytes       66 of 1000\n"),
                kv("status").out());
        assertTrue(kv("status --json").out().contains("\"lastLease\": 4"));
    }

    @Test
    void an_attempt_is_repeated_with_its_id_and_its_time() {
        when(awa.servers.pairs.write(any(), any(), any())).thenReturn(new Done(ID, 18, 0, true, 2));

        assertEquals(
                "already done, revision 18\n",
                kv("set k v --id " + ID + " --timeout 500ms").out());

        verify(awa.servers.pairs).write(eq(ID), any(), eq(Duration.ofMillis(500)));
    }

    private void found(String key, String value, Consistency consistency) {
        Duration age = consistency == Consistency.LOCAL ? Duration.ofMillis(1_500) : Duration.ZERO;
        when(awa.servers.pairs.get(eq(key), eq(consistency), any()))
                .thenReturn(new Reading.Found<>(
                        Optional.of(new KvEntry(key, KvValue.of(value), 2, 0)), 3, consistency, Optional.of(age)));
    }

    private void listing(String directory, String after, boolean exists, List<String> children, boolean more) {
        when(awa.servers.pairs.list(eq(directory), eq(after), anyInt(), any(), any()))
                .thenReturn(new Reading.Found<>(
                        new KvListing(exists, children, more), 3, Consistency.LINEAR, Optional.of(Duration.ZERO)));
    }

    private CommandFixture.Run kv(String line) {
        List<String> words = new ArrayList<>(List.of("kv"));
        if (!line.isEmpty()) {
            words.addAll(List.of(line.split(" ")));
        }
        return awa.run(words.toArray(new String[0]));
    }
}
