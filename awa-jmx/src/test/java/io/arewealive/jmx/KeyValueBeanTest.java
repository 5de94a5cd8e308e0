package io.arewealive.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.bean.Beans;
import io.arewealive.kv.KvChange.Cause;
import io.arewealive.kv.KvChanges.Changes;
import io.arewealive.kv.KvOutcome;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The key-value store as a console shows it. */
class KeyValueBeanTest {

    private static final ObjectName BEAN = name();

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeAwa awa = FakeAwa.threeNodes();
    private Beans beans;

    @BeforeEach
    void open() {
        beans = Beans.open(awa, server, 10);
    }

    @AfterEach
    void close() {
        beans.close();
    }

    @Test
    @Tag("R5")
    @Tag("R6")
    void every_outcome_of_a_write_has_a_word_of_its_own() throws Exception {
        assertEquals("done", outcome("set", "k", "1"));
        assertEquals("done", outcome("setIf", "k", "-lt", "2", "3"));
        assertEquals("already-set", outcome("setIf", "k", "=", "3", "3"));
        assertEquals("no-match", outcome("setIf", "k", ">", "3", "4"));
        assertEquals("key-missing", outcome("setIf", "none", "=", "3", "4"));
        assertEquals("no-match", outcome("compareAndSet", "k", "2", "4"));
        assertEquals("done", outcome("compareAndSet", "k", "3", "4"));
        assertEquals("no-match", outcome("setIfMissing", "k", "5"));
        assertEquals("done", outcome("setIfMissing", "l", "5"));
        assertEquals("no-match", outcome("setAtRevision", "l", 1L, "6"));
        assertEquals("done", outcome("setAtRevision", "l", 4L, "6"));
        assertEquals("no-match", outcome("unsetAtRevision", "l", 4L));
        assertEquals("done", outcome("unsetAtRevision", "l", 5L));
        assertEquals("done", outcome("unset", "k"));
        assertEquals("key-missing", outcome("unset", "k"));
        assertEquals("refused", outcome("renewLease", 9L));

        awa.keyValue().answering(id -> new KvOutcome.NoQuorum(id, "1 of 3"));
        assertEquals("no-quorum", outcome("set", "k", "1"));
        awa.keyValue().answering(id -> new KvOutcome.NoLeader(id, "an election"));
        assertEquals("no-leader", outcome("set", "k", "1"));
        awa.keyValue().answering(id -> new KvOutcome.Unknown(id, "too late"));
        assertEquals("unknown", outcome("set", "k", "1"));
    }

    @Test
    @Tag("R6")
    @Tag("R7")
    void every_answer_to_a_read_has_a_word_of_its_own() throws Exception {
        call("set", "app/db/primary", "db-1");

        CompositeData found = call("get", "app/db/primary");
        assertEquals("found", found.get("outcome"));
        assertEquals("db-1", found.get("value"));
        assertEquals("linear", found.get("consistency"));
        assertEquals(0L, found.get("ageMillis"));
        assertEquals("key-missing", call("get", "app/db").get("outcome"));
        assertEquals("local", call("get", "app/db/primary", "local", 0L).get("consistency"));
        assertEquals(1_500L, call("get", "app/db/primary", "local", 0L).get("ageMillis"));
        assertArrayEquals(new String[] {"db/"}, (String[]) call("list", "app").get("children"));
        assertArrayEquals(new String[] {"primary"}, (String[])
                call("list", "app/db/", "", 10, "", 0L).get("children"));
        assertEquals("directory-missing", call("list", "app/x").get("outcome"));

        awa.keyValue().reading(new Reading.NoQuorum<>("1 of 3"));
        assertEquals("no-quorum", call("get", "app/db/primary").get("outcome"));
        assertEquals("no-quorum", call("list", "app").get("outcome"));
        assertEquals("found", call("list", "app", "", 0, "local", 0L).get("outcome"));
        awa.keyValue().reading(new Reading.NoLeader<>("an election"));
        assertEquals("no-leader", call("get", "app/db/primary").get("outcome"));
    }

    @Test
    @Tag("R8")
    void what_is_no_text_comes_as_bytes_and_what_is_text_as_text() throws Exception {
        byte[] odd = {(byte) 0xff, 0, 10};
        assertEquals("done", outcome("setBytes", "odd", odd, 0L, "", 0L));
        assertEquals("done", outcome("setBytes", "even", "t\u00e9xt\n".getBytes(UTF_8), 0L, "", 0L));
        assertEquals("done", outcome("compareAndSetBytes", "odd", odd, odd));

        CompositeData read = call("get", "odd");
        assertEquals(false, read.get("text"));
        assertEquals("", read.get("value"));
        assertArrayEquals(odd, (byte[]) read.get("bytes"));
        assertEquals("t\u00e9xt\n", call("get", "even").get("value"));
        assertEquals(" spaced ", spaced());
    }

    private Object spaced() throws Exception {
        call("set", " a ", " spaced ");
        return call("get", " a ").get("value");
    }

    @Test
    void a_key_goes_with_its_lease() throws Exception {
        CompositeData grant = call("grantLease", 30_000L);
        assertEquals(1L, grant.get("lease"));
        assertEquals("done", outcome("set", "k", "v", 1L, "", 0L));
        assertEquals("refused", outcome("set", "k", "v", 7L, "", 0L));
        assertEquals("lease-gone", call("set", "k", "v", 7L, "", 0L).get("reason"));
        assertEquals("done", outcome("renewLease", 1L));

        CompositeData[] leases = (CompositeData[]) invoke("listLeases");
        assertEquals(30_000L, leases[0].get("timeToLiveMillis"));
        assertEquals(1, leases[0].get("keys"));
        assertEquals("done", outcome("revokeLease", 1L));
        assertEquals("key-missing", call("get", "k").get("outcome"));
        assertEquals(0, server.getAttribute(BEAN, "Leases"));
        assertEquals(1L, server.getAttribute(BEAN, "LastLease"));
    }

    @Test
    void a_write_is_by_who_is_named_and_done_once() throws Exception {
        var id = "6f1c1d2e-8a77-4c55-9d5e-0f7a3a1b2c3d";
        call("set", "k", "v", 0L, id, 0L, "operator (alice)");
        assertEquals(true, call("set", "k", "v", 0L, id, 0L, "operator (alice)").get("already"));

        var changes = (Changes) awa.keyValue().changes("", 0, 10, java.time.Duration.ZERO);
        assertEquals("operator (alice)", changes.changes().get(0).author());
        assertEquals(1, changes.changes().size());
    }

    @Test
    void changes_are_waited_for_cut_and_said_to_be_gone() throws Exception {
        byte[] large = new byte[900_000];
        for (int i = 0; i < 4; i++) {
            awa.keyValue().set("k" + i, KvValue.of(large));
        }
        CompositeData first = call("changes", "k", 0L, 0, 0L);
        assertEquals("changes", first.get("kind"));
        assertEquals(2L, first.get("revision"), "two fit into an answer");
        assertEquals(4L, call("changes", "k", 2L, 0, 0L).get("revision"));
        assertEquals(0, ((CompositeData[]) call("changes", "x", 0L, 0, 50L).get("changes")).length);

        awa.keyValue().unset("k0");
        var row = ((CompositeData[]) call("changes", "k", 4L, 0, 0L).get("changes"))[0];
        assertEquals(false, row.get("present"));
        assertEquals("unset", row.get("cause"));
        assertEquals(Cause.UNSET.name().toLowerCase(java.util.Locale.ROOT), row.get("cause"));
        awa.keyValue().compactTo(3);
        assertEquals("compacted", call("changes", "k", 2L, 0, 0L).get("kind"));
        assertEquals(3L, call("changes", "k", 2L, 0, 0L).get("floor"));
    }

    @Test
    void bad_arguments_are_named() {
        assertTrue(refused("set", "a/../b", "v").contains("\"..\""));
        assertTrue(refused("setIf", "k", "~", "1", "2").contains("there is no operator \"~\""));
        assertTrue(refused("setIf", "k", "-lt", "one", "2").contains("compares numbers"));
        assertTrue(refused("get", "k", "soon", 0L).contains("must be one of linear, local"));
        assertTrue(refused("get", "k", "local", 600_001L).contains("timeoutMillis"));
        assertTrue(refused("changes", "", 0L, 0, 10_001L).contains("waitMillis 10001"));
        assertTrue(refused("changes", "", -1L, 0, 0L).contains("revision -1"));
        assertTrue(refused("grantLease", 10L).contains("must lie between 1 s and 24 h"));
        assertTrue(refused("setBytes", "k", "text").contains("value must be a [B"));
    }

    @Test
    void what_only_answers_is_marked_so_and_what_writes_is_not() throws Exception {
        List<String> reads = Arrays.stream(server.getMBeanInfo(BEAN).getOperations())
                .filter(operation -> operation.getImpact() == MBeanOperationInfo.INFO)
                .map(MBeanOperationInfo::getName)
                .distinct()
                .sorted()
                .toList();

        assertEquals(List.of("changes", "fateOf", "get", "list", "listLeases"), reads);
    }

    private Object outcome(String operation, Object... arguments) throws Exception {
        return call(operation, arguments).get("outcome");
    }

    private CompositeData call(String operation, Object... arguments) throws Exception {
        return (CompositeData) invoke(operation, arguments);
    }

    private Object invoke(String operation, Object... arguments) throws Exception {
        return server.invoke(
                BEAN,
                operation,
                arguments,
                Arrays.stream(arguments)
                        .map(argument -> argument.getClass().getName())
                        .toArray(String[]::new));
    }

    private String refused(String operation, Object... arguments) {
        var failure = assertThrows(RuntimeMBeanException.class, () -> call(operation, arguments));
        assertEquals(IllegalArgumentException.class, failure.getCause().getClass());
        return failure.getCause().getMessage();
    }

    private static ObjectName name() {
        try {
            return new ObjectName("io.arewealive:cluster=demo,node=web-1,type=KeyValue");
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
