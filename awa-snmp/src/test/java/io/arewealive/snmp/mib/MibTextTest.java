package io.arewealive.snmp.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MibTextTest {

    private static final Path SHIPPED = Path.of("../awa-standalone/src/dist/share/AWA-MIB.txt");

    @Test
    void the_file_that_is_shipped_is_what_the_code_prints() throws IOException {
        String printed = MibText.of(new Root(AwaMib.DEFAULT_ROOT));

        if (!printed.equals(Files.exists(SHIPPED) ? Files.readString(SHIPPED) : "")) {
            Path wanted = Files.writeString(Path.of("target/AWA-MIB.txt"), printed);
            throw new AssertionError("copy " + wanted.toAbsolutePath() + " to " + SHIPPED);
        }
    }

    @Test
    void names_and_numbers_are_those_that_consoles_rely_on() {
        var mib = AwaMib.at(new Root(AwaMib.DEFAULT_ROOT));

        assertEquals(AwaMib.DEFAULT_ROOT + ".1.1.1", mib.oid("awaClusterName").toString());
        assertEquals(
                AwaMib.DEFAULT_ROOT + ".1.1.7", mib.oid("awaClusterNodesOnline").toString());
        assertEquals(
                AwaMib.DEFAULT_ROOT + ".1.1.12", mib.oid("awaClusterSynced").toString());
        assertEquals(AwaMib.DEFAULT_ROOT + ".1.2.1.5", mib.oid("awaNodeStatus").toString());
        assertEquals(AwaMib.DEFAULT_ROOT + ".1.2.1.13", mib.oid("awaNodeReason").toString());
        assertEquals(
                AwaMib.DEFAULT_ROOT + ".0.4",
                mib.noticeOid(mib.notice("awaQuorumLost")).toString());
        assertEquals("unknown(1), online(2), suspect(3), offline(4), left(5)", Description.STATUS.listed());
        assertEquals("none(1), observer(2), voter(3), leader(4), witness(5)", Description.ROLE.listed());
    }

    @Test
    void what_a_notification_carries_exists() {
        var mib = AwaMib.at(new Root(AwaMib.DEFAULT_ROOT));

        mib.notices().forEach(notice -> notice.objects().forEach(mib::oid));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "3.1",
                "1.40",
                "1.3.6.1.2.1.1",
                "1.3.6.1.2.1",
                "1.3.6.1.2.1.1.9",
                "1.x",
                "",
                "1.3.4294967296",
                "1..3",
                ".",
                "..1.3.6.1.4.1.99999",
                "1.3.6.1.4.1.99999.",
                ".1.3.6.1.2.1.99"
            })
    void a_root_that_cannot_be_is_refused(String text) {
        var failure = assertThrows(IllegalArgumentException.class, () -> new Root(text));

        assertTrue(failure.getMessage().contains("\"" + text + "\""), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.3",
                "1.3.6.1",
                "1.3.6.1.1",
                "1.3.6.1.2",
                "1.3.6.1.2.1.2",
                "1.3.6.1.02.1.2",
                "1.3.6.1.3",
                "1.3.6.1.4",
                "1.3.6.1.4.1",
                "1.3.6.1.4.2.1",
                "1.3.6.1.5.77",
                "1.3.6.1.30.1",
                "1.3.6.1.6.3.15.1",
                "1.3.6.1.6.77"
            })
    void a_root_in_the_standard_trees_is_refused_with_where_to_go(String text) {
        var failure = assertThrows(IllegalArgumentException.class, () -> new Root(text));

        assertEquals(
                "\"" + text
                        + "\" meets the standard trees; take one below 1.3.6.1.4.1 or 1.3.6.1.3, such as "
                        + AwaMib.DEFAULT_ROOT,
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.4.1.99999", "1.3.6.1.3.77", "1.3.6.10.1", "1.2.840.5", "1.3.60.1", "2.16.840.5"})
    void other_roots_are_taken_and_a_dot_before_them_and_zeros_are_dropped(String text) {
        assertEquals(text, new Root(text).text());
        assertEquals(text, new Root("." + text).text());
        assertEquals(text, new Root("0" + text).text());
    }
}
