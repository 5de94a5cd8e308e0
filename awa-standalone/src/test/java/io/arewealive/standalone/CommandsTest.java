package io.arewealive.standalone;

import static io.arewealive.standalone.text.Pictures.cluster;
import static io.arewealive.standalone.text.Pictures.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.arewealive.config.ConfigException;
import io.arewealive.config.ConfigProblem;
import io.arewealive.config.Setting;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.node.ChangeHash;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.CommandId;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.EditOutcome.Refusal;
import io.arewealive.node.Fate;
import io.arewealive.node.Lifetime;
import io.arewealive.node.Node;
import io.arewealive.node.NodeChange;
import io.arewealive.node.NodeId;
import io.arewealive.node.Votes;
import io.arewealive.status.NodeState;
import io.arewealive.status.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

class CommandsTest {

    private static final CommandId ID = CommandId.parse("6f1c1d2e-8a77-4c55-9d5e-0f7a3a1b2c3d");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Node ROW = new Node(
            new NodeId(new UUID(1, 2)), "db-2", "10.0.0.2", 7800, Lifetime.PERMANENT, Votes.AUTO, false, true, false);

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
                Arguments.of(new EditOutcome.Applied(ID, 18, false, 2), 0, "applied, version 18"),
                Arguments.of(new EditOutcome.Applied(ID, 18, true, 2), 0, "already applied, version 18"),
                Arguments.of(
                        new EditOutcome.Applied(ID, 18, false, 1),
                        0,
                        "applied, version 18, one copy: no other node has it on disk yet"),
                Arguments.of(
                        new EditOutcome.Refused(ID, Refusal.NAME_TAKEN, "the name is taken"), 1, "the name is taken"),
                Arguments.of(new EditOutcome.NoQuorum(ID, "1 of 3 voters"), 106, "nothing was written"),
                Arguments.of(new EditOutcome.NoLeader(ID, "an election is on"), 107, "try again"),
                Arguments.of(new EditOutcome.Unknown(ID, "no answer in 5 s"), 124, "awa changes --id " + ID));
    }

    @Test
    @Tag("A17")
    void status_prints_the_table_and_returns_how_bad_it_is() {
        awa.servers.showing(
                cluster(List.of(node("db-1", NodeState.ONLINE, ""), node("db-2", NodeState.OFFLINE, "gone"))));

        var run = awa.run("status");

        assertEquals(2, run.code());
        assertTrue(run.out().contains("Offline") && run.out().contains("Online"), run.out());
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @CsvSource({"status --json,1", "status --color always,27", "status --color never,0"})
    @Tag("A16")
    void colours_are_written_only_when_wanted(String line, int escape) {
        String out = awa.run(line.split(" ")).out();

        assertEquals(escape == 27, out.indexOf(27) >= 0, out);
    }

    @Test
    @Tag("A16")
    void colours_are_automatic_on_a_terminal_unless_unwanted() {
        assertTrue(awa.onTerminal("").run("status").out().indexOf(27) >= 0);
        assertFalse(awa.variable("NO_COLOR", "1").run("status").out().indexOf(27) >= 0);
    }

    @Test
    void no_server_means_3_for_status_and_69_for_others() {
        awa.servers.failing(new CommandFailed(Exit.NO_SERVER, "no server runs here"));

        assertEquals(3, awa.run("status").code());
        assertEquals(69, awa.run("node", "list").code());
        assertEquals("awa: no server runs here\n", awa.run("events").err());
    }

    @Test
    void wrong_settings_mean_3_for_status_and_78_for_others() {
        awa.servers.failing(new ConfigException(List.of(new ConfigProblem("awa.x", "f:1", "bad"))));

        assertEquals(3, awa.run("status").code());
        assertEquals(78, awa.run("changes").code());
    }

    @Test
    void a_fault_of_the_program_is_told_with_its_place() {
        awa.servers.failing(new IllegalStateException("out of luck"));

        var run = awa.run("node", "list");

        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("awa: unexpected, please report it"), run.err());
        assertTrue(run.err().contains("\tat io.arewealive"), run.err());
    }

    @Test
    void another_user_s_server_is_not_operated() {
        awa.servers.failing(new CommandFailed(Exit.NOT_ALLOWED, "monitor may not call add"));

        assertEquals(77, awa.run("node", "add", "db-2", "10.0.0.2", "7800").code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "statsu",
                "node",
                "node show",
                "node add db-2 10.0.0.2 seven",
                "node add db-2 10.0.0.2 0",
                "node add db/2 10.0.0.2 7800",
                "node update db-2",
                "changes --id x",
                "changes --since x",
                "changes --since -5",
                "events --since -1",
                "config",
                "config set awa.profile",
                "node list --timeout never",
                "node list --color pink",
                "server --nonsense",
                "server --first --join db-1:7800",
                "server --join nonsense",
                "server --join ::1",
                "server --join db-1:7800,db-2",
                "server --join db-1:99999",
                "server --first --port abc",
                "server --first --port 0",
                "server --first --name a/b",
                "server --first --host a/b",
                "nagios config --hosts [::1]:1162,db-9:x;id",
                "nagios config --hosts ::1",
                "nagios config --hosts db-1,,db-2",
                "nagios config --hosts db-1:0",
                "nagios config --hosts=",
                "mib --root 1.3.6.1.2.1.99",
                "mib --root 1.x"
            })
    void wrong_usage_means_64_and_says_where_help_is(String line) {
        var run = awa.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertEquals(64, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("awa: ") && run.err().contains("--help"), run.err());
    }

    @Test
    void the_root_of_the_module_may_begin_with_a_dot() {
        assertEquals(
                awa.run("mib", "--root", "1.3.6.1.4.1.99999.1").out(),
                awa.run("mib", "--root", ".1.3.6.1.4.1.99999.1").out());
        assertEquals(0, awa.run("mib", "--root", ".1.3.6.1.4.1.99999.1").code());
    }

    @Test
    void an_agent_that_is_none_is_named_before_any_server_is_asked() {
        var run = awa.run("nagios", "config", "--hosts", "[::1]:1162,db-9:x;id");

        assertEquals(64, run.code());
        assertEquals(
                "awa: --hosts: \"db-9:x;id\" must be HOST, HOST:PORT, [IPV6] or [IPV6]:PORT",
                run.err().lines().findFirst().orElse(""));
        assertEquals(List.of(), awa.servers.asked);
        assertTrue(awa.run("nagios", "config", "--hosts", "[::1]:1162,db-9:1161")
                .out()
                .contains("!-w offline=999999 --quorum ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status --nonsense", "status x", "status --watch never"})
    void wrong_usage_of_status_means_3(String line) {
        assertEquals(3, awa.run(line.split(" ")).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "help status",
                "status --help",
                "node --help",
                "node add --help",
                "config set --help",
                "server --help",
                "demo --help",
                "demo --help",
                "--version"
            })
    void help_is_data_and_no_failure(String line) {
        var run = awa.run(line.split(" "));

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().length() > 10);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @Tag("A12")
    void every_outcome_of_an_edit_has_its_exit_code(EditOutcome outcome, int code, String says) {
        when(awa.servers.nodes.add(any(), eq("db-2"), eq("10.0.0.2"), eq(7800), any()))
                .thenReturn(outcome);

        var run = awa.run("node", "add", "db-2", "10.0.0.2", "7800");

        assertEquals(code, run.code());
        assertTrue((code == 0 ? run.out() : run.err()).contains(says), run.toString());
        var json = awa.run("node", "add", "db-2", "10.0.0.2", "7800", "--json");
        assertEquals(code, json.code());
        assertTrue(json.out().contains("\"commandId\": \"" + ID + "\""), json.out());
    }

    @Test
    @Tag("A10")
    void an_attempt_is_repeated_with_its_id() {
        when(awa.servers.nodes.add(eq(ID), any(), any(), anyInt(), any()))
                .thenReturn(new EditOutcome.Applied(ID, 18, true, 2));

        var run = awa.run("node", "add", "db-2", "10.0.0.2", "7800", "--command-id", ID.toString());

        assertEquals("already applied, version 18\n", run.out());
    }

    @Test
    void a_row_is_found_by_name_and_changed_by_id() {
        when(awa.servers.nodes.find("db-2")).thenReturn(Optional.of(ROW));
        when(awa.servers.nodes.update(any(), eq(ROW.id()), any(), any()))
                .thenReturn(new EditOutcome.Applied(ID, 19, false, 2));
        when(awa.servers.nodes.delete(any(), eq(ROW.id()), eq(true), any()))
                .thenReturn(new EditOutcome.Applied(ID, 20, false, 2));

        assertEquals(
                "applied, version 19\n",
                awa.run("node", "update", "db-2", "--port", "7801").out());
        assertEquals(
                "applied, version 20\n",
                awa.run("node", "delete", "db-2", "--force").out());
        assertEquals(1, awa.run("node", "delete", "db-3").code());
    }

    @Test
    void maintenance_names_a_node_or_all_and_how_long() {
        when(awa.servers.nodes.find("db-2")).thenReturn(Optional.of(ROW));
        when(awa.servers.maintenance.begin(any(), any(), any(), any(), any()))
                .thenReturn(new EditOutcome.Applied(ID, 19, false, 2));
        when(awa.servers.maintenance.end(any(), any(), any())).thenReturn(new EditOutcome.Applied(ID, 19, false, 2));

        assertEquals(
                0,
                awa.run("maintenance", "on", "db-2", "--for", "30m", "--reason", "new disk")
                        .code());
        assertEquals(0, awa.run("maintenance", "on", "--all").code());
        assertEquals(0, awa.run("maintenance", "off").code());

        verify(awa.servers.maintenance)
                .begin(any(), eq(Optional.of(ROW.id())), eq(Duration.ofMinutes(30)), eq("new disk"), any());
        verify(awa.servers.maintenance).begin(any(), eq(Optional.empty()), eq(Duration.ofHours(2)), eq(""), any());
        verify(awa.servers.maintenance).end(any(), eq(Optional.of(new NodeId(new UUID(1, 1)))), any());
        for (String wrong : List.of("db-2 --all", "db-2 --for 31d", "db-2 --for 0s", "db-2 --for soon")) {
            assertEquals(64, awa.run(("maintenance on " + wrong).split(" ", -1)).code(), wrong);
        }
        var service = awa.run("maintenance", "on", "billing");
        assertEquals(1, service.code());
        assertTrue(service.err().contains("services and packages cannot be in maintenance yet"), service.err());
    }

    @Test
    void rows_are_listed_for_people_and_programs() {
        when(awa.servers.nodes.list()).thenReturn(List.of(ROW));

        assertTrue(awa.run("node", "list").out().contains("db-2  10.0.0.2  7800  permanent  auto   yes"));
        assertTrue(awa.run("node", "list", "--json").out().contains("\"host\": \"10.0.0.2\""));
    }

    @Test
    @Tag("A3")
    void changes_are_printed_to_their_end_batch_by_batch() {
        when(awa.servers.nodes.changesSince(anyLong(), anyInt())).thenAnswer(call -> {
            long since = call.getArgument(0);
            return new ChangesSince.Changes(3, since < 3 ? List.of(change(since + 1)) : List.of());
        });

        var run = awa.run("changes", "--since", "1");

        assertEquals(0, run.code());
        assertEquals(
                List.of("2", "3"),
                run.out()
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
    }

    @Test
    @Tag("A3")
    void below_the_floor_the_whole_table_is_printed_and_said_to_be_so() {
        when(awa.servers.nodes.changesSince(eq(0L), anyInt()))
                .thenReturn(new ChangesSince.Snapshot(17, 9, ChangeHash.EMPTY, List.of(ROW)));
        when(awa.servers.nodes.changesSince(eq(17L), anyInt())).thenReturn(new ChangesSince.Changes(17, List.of()));

        var run = awa.run("changes");

        assertEquals("db-2 10.0.0.2:7800\n", run.out());
        assertTrue(run.err().contains("up to version 9 are no longer kept"), run.err());
    }

    @Test
    @Tag("A12")
    void what_became_of_a_command_can_be_asked() {
        when(awa.servers.nodes.fateOf(ID))
                .thenReturn(new Fate.Applied(18))
                .thenReturn(new Fate.Refused("taken"))
                .thenReturn(new Fate.NotKnown("it may still come"));

        assertEquals(
                List.of(0, 1, 124),
                Stream.of(1, 2, 3)
                        .map(i -> awa.run("changes", "--id", ID.toString()).code())
                        .toList());
    }

    @Test
    void events_of_either_stream_are_printed() {
        var event = new Event(
                EventStream.LOCAL,
                4,
                NOON,
                EventType.NODE_STATUS,
                Severity.WARNING,
                "db-2",
                "is suspect",
                Map.of("to", "suspect"));
        when(awa.servers.events.since(EventStream.LOCAL, 3, 1_000)).thenReturn(List.of(event));

        assertEquals(
                "4 2026-11-20T12:00:00Z warning  awa.node.status db-2: is suspect\n",
                awa.run("events", "--local", "--since", "3").out());
        assertTrue(awa.run("events", "--local", "--since", "3", "--json")
                .out()
                .contains("\"details\":{\"to\":\"suspect\"}"));
        assertEquals("", awa.run("events").out());
    }

    @Test
    void settings_are_those_of_the_server() {
        when(awa.servers.settings.effective())
                .thenReturn(List.of(new Setting("awa.cluster", "orders", "option --x", false, "Name.")));

        assertEquals("awa.cluster=orders\n", awa.run("config", "show").out());
        assertTrue(awa.run("config", "show", "--origin").out().contains("awa.cluster  orders  option --x"));
    }

    @Test
    void settings_can_be_checked_without_a_server() throws IOException {
        Files.writeString(home.resolve("awa.properties"), "awa.voters.max=2\nawa.clustre=x\n");

        var run = awa.run("config", "check");

        assertEquals(78, run.code());
        assertEquals("""
                awa: the configuration is wrong:
                  awa.clustre (awa.properties:2): is not known; the nearest setting is awa.cluster
                  awa.voters.max (awa.properties:1): "2" must be one of 1, 3, 5
                """, run.err());
        assertTrue(awa.run("config", "check", "--json").out().contains("\"origin\": \"awa.properties:2\""));
    }

    @Test
    void a_root_in_the_standard_trees_is_found_without_a_server() throws IOException {
        Files.writeString(home.resolve("awa.properties"), "awa.snmp.enabled=true\nawa.snmp.root-oid=.1.3.6.1.2.1.99\n");

        var run = awa.run("config", "check");

        assertEquals(78, run.code());
        assertEquals("""
                awa: the configuration is wrong:
                  awa.snmp.root-oid (awa.properties:2): ".1.3.6.1.2.1.99" meets the standard trees; take one below 1.3.6.1.4.1 or \
                1.3.6.1.3, such as 1.3.6.1.4.1.8072.9999.9999.29537
                """, run.err());
    }

    @Test
    void right_settings_are_said_to_be_right() {
        assertEquals(
                "the settings are right\n",
                awa.variable("AWA_X", "1").run("config", "check").out());
        assertTrue(awa.run("config", "check").err().startsWith("warning: AWA_X"));
    }

    @Test
    void a_setting_is_set_through_the_cluster() {
        when(awa.servers.settings.set(any(), eq("awa.profile"), eq("fast"), any()))
                .thenReturn(new EditOutcome.Applied(ID, 18, false, 2));

        assertEquals(0, awa.run("config", "set", "awa.profile", "fast").code());
    }

    @Test
    void the_rules_of_all_settings_are_listed() {
        assertTrue(awa.run("config", "rules").out().contains("awa.node.port\n"));
        assertTrue(awa.run("config", "rules", "--json").out().contains("\"key\": \"awa.node.port\""));
    }

    @Test
    void the_directory_of_the_server_is_found_as_the_server_finds_it() throws IOException {
        awa.run("status");
        awa.run("status", "--data", "elsewhere");
        awa.run("status", "--at", "db-1:7891");
        Files.writeString(home.resolve("awa.properties"), "awa.data=here\n");
        awa.run("status");
        awa.variable("AWA_DATA", "there").run("status");

        assertEquals(
                List.of(
                        "data " + home.resolve("data"),
                        "data " + home.resolve("elsewhere"),
                        "at db-1:7891",
                        "data " + home.resolve("here"),
                        "data " + home.resolve("there")),
                awa.servers.asked);
    }

    @Test
    void who_asks_another_server_stands_in_the_settings_and_no_password_leaves_in_clear() {
        awa.variable("AWA_JMX_CLIENT_USER", "alice").variable("AWA_JMX_CLIENT_PASSWORD", "alice knows");

        awa.run("node", "list", "--at", "127.0.0.1:7891");
        var refused = awa.run("node", "list", "--at", "192.0.2.7:7891");

        assertEquals(List.of("at alice@127.0.0.1:7891"), awa.servers.asked);
        assertEquals(78, refused.code());
        assertTrue(refused.err().contains("awa.jmx.client.trust"), refused::err);
        assertFalse(refused.err().contains("alice knows"), refused::err);
    }

    private static NodeChange change(long version) {
        return new NodeChange(
                version,
                NodeChange.Action.CREATE,
                ROW.id(),
                Optional.of(ROW),
                ID,
                NOON,
                "operator",
                0,
                ChangeHash.EMPTY,
                ChangeHash.EMPTY);
    }
}
