package io.arewealive.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A4")
class BeginningTest {

    @TempDir
    Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Optional<Beginning> answers(String typed) {
        return Beginning.ask(new CommandFixture(home).onTerminal(typed).shell(new ByteArrayOutputStream(), said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "YES\n", "what?\ny\n"})
    void a_yes_makes_the_first_node(String typed) {
        assertEquals(Optional.of(new Beginning(Optional.empty())), answers(typed));
    }

    @Test
    void a_no_asks_for_host_and_port() {
        assertEquals(Optional.of(new Beginning(Optional.of("db-1:7801"))), answers("n\ndb-1\n7801\n"));
        assertEquals(
                "Is this the first node of a new cluster? [y/N] Host of a node of the cluster that runs: Its port [7800]: ",
                said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void enter_means_no_and_the_usual_port() {
        assertEquals(Optional.of(new Beginning(Optional.of("10.0.0.1:7800"))), answers("\n10.0.0.1\n\n"));
    }

    @Test
    void an_ipv6_address_gets_its_brackets() {
        assertEquals(Optional.of(new Beginning(Optional.of("[::1]:7800"))), answers("n\n::1\n\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "db-1:7801,db-1:7801",
        "[::1]:7801,[::1]:7801",
        "'[::1]\n',[::1]:7800",
        "'fe80::1%eth0\n',[fe80::1%eth0]:7800"
    })
    void a_host_may_come_with_its_port_or_its_brackets(String typed, String address) {
        assertEquals(Optional.of(new Beginning(Optional.of(address))), answers("n\n" + typed + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db-1:x", "db-1:99999", "a/b", "a:b:c"})
    void what_is_no_host_is_asked_again_with_a_reason(String typed) {
        assertEquals(Optional.of(new Beginning(Optional.of("db-1:7800"))), answers("n\n" + typed + "\ndb-1\n\n"));
        assertEquals(2, said.toString(StandardCharsets.UTF_8).lines().count(), said::toString);
    }

    @Test
    void a_wrong_answer_is_asked_again() {
        assertEquals(Optional.of(new Beginning(Optional.of("db-1:7801"))), answers("n\na b\ndb-1\nx\n7801\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n\n", "n\ndb-1\n", "a\nb\nc\nd\n", "n\ndb-1\n0\n0\n0\n"})
    void no_usable_answer_starts_nothing(String typed) {
        assertEquals(Optional.empty(), answers(typed));
    }
}
