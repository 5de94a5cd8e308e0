package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.status.NodeState;
import io.arewealive.status.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin for Nagios, asking real agents. */
@SuppressWarnings("try") // agents are opened for what they answer
class CheckAwaIT {

    private static final Path PLUGIN =
            Path.of("../awa-standalone/src/dist/bin/check_awa").toAbsolutePath();
    private static final String USER = "-u monitor -a SHA-256 -A auth-secret -x AES -X priv-secret";

    private final int port = UdpPorts.free();
    private final FakeAwa awa = FakeAwa.three()
            .with("awa.snmp.port", Integer.toString(port))
            .withUser("monitor", "auth-secret", "priv-secret");
    private AutoCloseable agent = () -> {};

    @BeforeEach
    void open() {
        agent = new SnmpFace().open(awa);
    }

    @AfterEach
    void close() throws Exception {
        agent.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | 2 | AWA CRITICAL - demo: 1 of 3 online, leader web-1; web-2: offline: process ended (seen by web-1)",
                "-w offline=1                  | 1 | AWA WARNING - demo: 1 of 3 online, leader web-1; 1 offline (seen by web-1)",
                "-w offline=2,suspect=1        | 0 | AWA OK - demo: 1 of 3 online, leader web-1 (seen by web-1)",
                "-w unknown=1 -c offline=1     | 2 | AWA CRITICAL - demo: 1 of 3 online, leader web-1; 1 unknown; 1 offline (seen by web-1)",
                "-w offline=5 --min-online 2   | 2 | AWA CRITICAL - demo: 1 of 3 online, leader web-1; fewer than 2 online (seen by web-1)",
                "-w offline=5 --min-online 1   | 0 | AWA OK - demo: 1 of 3 online, leader web-1 (seen by web-1)",
                "--node web-1                  | 0 | AWA OK - demo: web-1 is online (seen by web-1)",
                "--node web-2                  | 2 | AWA CRITICAL - demo: web-2 is offline: process ended (seen by web-1)",
                "--node web-3                  | 1 | AWA WARNING - demo: web-3 is unknown (seen by web-1)",
                "--node web-9                  | 2 | AWA CRITICAL - demo: web-9 is not in the table of demo (seen by web-1)",
                "-w offline=08                 | 0 | AWA OK - demo: 1 of 3 online, leader web-1 (seen by web-1)",
                "--max-age 0010 -w offline=5   | 0 | AWA OK - demo: 1 of 3 online, leader web-1 (seen by web-1)"
            })
    void its_state_and_its_line_say_how_it_is(String options, int exitCode, String line) throws Exception {
        Tool check = check("127.0.0.1:" + port, options == null ? "" : options);

        assertEquals(line, check.out().replaceAll(" \\| .*", "").strip());
        assertEquals(exitCode, check.exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-w offline=99999999999999999999 | -w offline=99999999999999999999: must be a whole number from 1 to 999999999",
                "-c suspect=1,offline=0          | -c offline=0: must be a whole number from 1 to 999999999",
                "-w offline=1x                   | -w offline=1x: must be a whole number from 1 to 999999999",
                "-w down=1                       | -w down=1: a limit is STATE=N, with suspect, offline, left or unknown",
                "-c offline                      | -c offline: a limit is STATE=N, with suspect, offline, left or unknown",
                "-w ,                            | -w ,: a limit is STATE=N, with suspect, offline, left or unknown",
                "--min-online x                  | --min-online x: must be a whole number from 0 to 999999999",
                "--min-online -1                 | --min-online -1: must be a whole number from 0 to 999999999",
                "--min-online 99999999999999999999 | --min-online 99999999999999999999: must be a whole number from 0 to 999999999",
                "--max-age 9999999999            | --max-age 9999999999: must be a whole number from 0 to 999999999",
                "--max-age 1.5                   | --max-age 1.5: must be a whole number from 0 to 999999999",
                "-t 0                            | -t 0: must be a whole number from 1 to 60",
                "-t 61                           | -t 61: must be a whole number from 1 to 60",
                "-t 99999999999999999999         | -t 99999999999999999999: must be a whole number from 1 to 60",
                "-t 1.2.3                        | -t 1.2.3: must be a whole number from 1 to 60",
                "-p 0                            | -p 0: must be a whole number from 1 to 65535",
                "-p 65536                        | -p 65536: must be a whole number from 1 to 65535",
                "-p 99999999999999999999         | -p 99999999999999999999: must be a whole number from 1 to 65535",
                "-H ,                            | -H ,: names no server; a list of HOST[:PORT] with commas between them is wanted",
                "-H db-1,db-2:99999              | the port of -H db-2:99999: must be a whole number from 1 to 65535",
                "-H db-1:                        | the port of -H db-1:: must be a whole number from 1 to 65535",
                "-H [::1]:0                      | the port of -H [::1]:0: must be a whole number from 1 to 65535",
                "--quorum bad                    | --quorum bad: must be ok, warning or critical",
                "--conf /nonexistent/awa-snmp    | --conf /nonexistent/awa-snmp: there is no snmp.conf that can be read",
                "--warn                          | unknown option --warn; try check_awa --help",
                "-w                              | -w needs a value; try check_awa --help"
            })
    void wrong_usage_is_unknown_and_one_line_says_what_is_wrong(String options, String line) throws Exception {
        Tool check = check("127.0.0.1:" + port, options);

        assertEquals("AWA UNKNOWN - " + line + "\n", check.out());
        assertEquals(3, check.exitCode());
    }

    @Test
    void settings_of_net_snmp_are_read_from_a_directory(@TempDir Path conf) throws Exception {
        Files.writeString(conf.resolve("snmp.conf"), """
                defSecurityName   monitor
                defAuthType       SHA-256
                defAuthPassphrase auth-secret
                defPrivType       AES
                defPrivPassphrase priv-secret
                """);

        Tool check = Tool.run(words(PLUGIN + " --conf " + conf + " -H 127.0.0.1:" + port + " --node web-1"));

        assertEquals(0, check.exitCode(), check.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void its_version_is_one_line(String option) throws Exception {
        Tool check = Tool.run(words(PLUGIN + " " + option));

        assertEquals("check_awa of the source tree\n", check.out());
        assertEquals(3, check.exitCode());
    }

    /** A range of the guidelines for plugins is left when a value is greater: N nodes or more is more than N-1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-w offline=1 -c offline=2           | suspect=0;;;0;3 offline=1;0;1;0;3 left=0;;;0;3 unknown=1;;;0;3",
                "-w offline=2,suspect=1 -c unknown=3 | suspect=0;0;;0;3 offline=1;1;;0;3 left=0;;;0;3 unknown=1;;2;0;3",
                "-c left=010,left=09 -w left=9       | suspect=0;;;0;3 offline=1;;;0;3 left=0;8;8;0;3 unknown=1;;;0;3",
                "-w offline=999999999                | suspect=0;;;0;3 offline=1;999999998;;0;3 left=0;;;0;3 unknown=1;;;0;3"
            })
    void perfdata_has_the_limits(String options, String numbers) throws Exception {
        String out = check("127.0.0.1:" + port, options).out();

        assertTrue(out.contains(" | online=1;;;0;3 " + numbers + " version="), out);
    }

    @Test
    void perfdata_has_every_number() throws Exception {
        String out = check("127.0.0.1:" + port, "--min-online 1").out();

        assertTrue(
                out.matches("(?s).* \\| online=1;;1:;0;3 suspect=0;;;0;3 offline=1;;;0;3 left=0;;;0;3 unknown=1;;;0;3"
                        + " version=12345678901 age=\\d+ms\\s*"),
                out);
        assertTrue(check("127.0.0.1:" + port, "--node web-1")
                .out()
                .endsWith("| online=1;;;0;1 latency=422us uptime=77s\n"));
    }

    @Test
    void the_next_server_is_asked_when_one_is_silent_and_unknown_is_said_only_if_all_are() throws Exception {
        Tool check = check("127.0.0.1:" + UdpPorts.free() + ",127.0.0.1:" + port, "-t 1 --node web-1");

        assertEquals(0, check.exitCode(), check.out());
        check = check("127.0.0.1:" + UdpPorts.free() + ",127.0.0.1:" + UdpPorts.free(), "-t 1");
        assertEquals(3, check.exitCode(), check.out());
        assertTrue(check.out().startsWith("AWA UNKNOWN - no server can be asked: 127.0.0.1:"), check.out());
        check = Tool.run(words(
                PLUGIN + " -H 127.0.0.1:" + port + " -u monitor -a SHA-256 -A wrong-secret -x AES -X priv-secret"));
        assertEquals(3, check.exitCode(), check.out());
        assertTrue(check.out().contains("Authentication fail"), check.out());
    }

    @Test
    void who_has_a_quorum_is_believed_before_who_has_none() throws Exception {
        int other = UdpPorts.free();
        var well = new FakeAwa("demo", "web-7", List.of(FakeAwa.node("web-7", NodeState.ONLINE, Role.LEADER)))
                .with("awa.snmp.port", Integer.toString(other))
                .withUser("monitor", "auth-secret", "priv-secret");
        awa.see(awa.status.nodes(), false);
        try (var second = new SnmpFace().open(well)) {
            assertTrue(check("127.0.0.1:" + port + ",127.0.0.1:" + other, "-w offline=9")
                    .out()
                    .contains("seen by web-7"));
        }
        Tool alone = check("127.0.0.1:" + port, "-w offline=9");
        assertEquals(
                "AWA CRITICAL - demo: 1 of 3 online; no quorum (seen by web-1)",
                alone.out().replaceAll(" \\| .*", "").strip());
        assertEquals(2, alone.exitCode());
        assertEquals(0, check("127.0.0.1:" + port, "-w offline=9 --quorum ok").exitCode());
        Tool offline = check("127.0.0.1:" + port, "--quorum ok");
        assertTrue(offline.out().startsWith("AWA CRITICAL - demo: 1 of 3 online; no quorum; 1 offline"), offline::out);
        assertEquals(2, offline.exitCode());
    }

    @Test
    void what_net_snmp_says_of_its_settings_is_no_value(@TempDir Path conf) throws Exception {
        Files.writeString(conf.resolve("snmp.conf"), "garbage\nunknownTok 1\n");

        Tool check = check("127.0.0.1:" + port, "--node web-1 --conf " + conf);

        assertEquals(
                "AWA OK - demo: web-1 is online (seen by web-1) | online=1;;;0;1 latency=422us uptime=77s\n",
                check.out());
        assertEquals(0, check.exitCode());
    }

    private static Tool check(String hosts, String options) throws Exception {
        return Tool.run(words(PLUGIN + " -H " + hosts + " " + USER + " " + options));
    }

    private static String[] words(String text) {
        return text.strip().split(" +", -1);
    }
}
