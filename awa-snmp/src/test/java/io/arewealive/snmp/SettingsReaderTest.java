package io.arewealive.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private final FakeAwa awa = FakeAwa.three().with("awa.snmp.enabled", "true");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "127.0.0.1:162   | -",
                "nms.example:162 | -",
                "[fd00::1]:162   | -",
                "[fe80::1%lo]:1  | -",
                "127.0.0.1       | \"127.0.0.1\" must be",
                "nms             | \"nms\" must be",
                "nms:0           | \"nms:0\" must be",
                "nms:65536       | \"nms:65536\" must be",
                "nms:162,b:162   | \"nms:162,b:162\" must be",
                "fd00::1:162     | \"fd00::1:162\" must be",
                "a;b:162         | \"a;b:162\" must be"
            })
    void a_receiver_has_a_host_and_a_port(String target, String problem) {
        awa.withUser("monitor", "auth-secret", "priv-secret").with("awa.snmp.trap.nms.target", target);

        assertEquals(
                problem == null
                        ? List.of()
                        : List.of("awa.snmp.trap.nms.target: " + problem
                                + " HOST:PORT of one receiver, which most often listens at port 162; an IPv6 address stands in"
                                + " brackets: [fd00::1]:162"),
                problems());
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_nothing_of_it_twice() {
        awa.with("awa.snmp.users.monitor.auth-password", "auth-secret")
                .with("awa.snmp.v2c.community", "look")
                .with("awa.snmp.v2c.sources", "garbage")
                .with("awa.snmp.trap.a.target", "nms:162")
                .with("awa.snmp.trap.a.events", "awa.maintenance")
                .with("awa.snmp.trap.b.target", "nms")
                .with("awa.snmp.trap.b.user", "nobody");

        assertEquals(
                List.of(
                        "awa.snmp.trap.a.events",
                        "awa.snmp.trap.b.target",
                        "awa.snmp.trap.b.user",
                        "awa.snmp.users.monitor.priv-password",
                        "awa.snmp.v2c.sources"),
                problems().stream()
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .sorted()
                        .toList());
    }

    @Test
    void somebody_must_be_able_to_ask() {
        assertEquals(
                List.of(
                        "awa.snmp.enabled: the agent runs, but nobody may ask it; make a user with awa init, or set"
                                + " awa.snmp.users.NAME.auth-password and awa.snmp.users.NAME.priv-password, or awa.snmp.v2c.community"),
                problems());
    }

    @Test
    void where_there_is_no_agent_nothing_is_wrong() {
        awa.with("awa.snmp.enabled", "false").with("awa.snmp.trap.nms.target", "nms");

        assertEquals(List.of(), problems());
    }

    private List<String> problems() {
        return new SnmpFace()
                .check(awa).stream()
                        .map(problem -> problem.key() + ": " + problem.message())
                        .toList();
    }
}
