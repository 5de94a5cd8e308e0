package io.arewealive.standalone.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arewealive.core.trust.KeyStatus;
import io.arewealive.standalone.doctor.Finding.Level;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(1_000));

    @ParameterizedTest
    @CsvSource({"100,FAIL", "1000,WARN", "1024,OK", "1048576,OK", "unlimited,OK"})
    void few_open_files_are_too_few(String soft, Level level) {
        String limits = "Limit                     Soft Limit           Hard Limit           Units\n"
                + "Max open files            " + soft + "                 524288               files\n";

        assertEquals(level, Limits.judge(limits).level());
    }

    @Test
    void keys_end_and_it_is_said_in_time() {
        assertEquals(List.of(Level.OK), levels(key("key-1", 400)));
        assertEquals(List.of(Level.WARN), levels(key("key-1", 59)));
        assertEquals(List.of(Level.FAIL, Level.WARN), levels(key("key-1", -1)));
        assertEquals(List.of(Level.OK, Level.OK), levels(key("key-1", 400), key("key-2", 3_650)));
        assertEquals(List.of(Level.FAIL), levels());
        KeyStatus trusted = new KeyStatus("key-1", "CN=AWA", LONG_AGO, NOON.plus(Duration.ofDays(9)), false);
        assertEquals(List.of(Level.OK, Level.OK), levels(trusted, key("key-2", 3_650)));
    }

    @Test
    void the_oldest_valid_key_is_the_one_that_is_presented() {
        List<Finding> found = Keys.judge("f", List.of(key("key-1", -1), key("key-2", 99), key("key-3", 999)), NOON);

        assertEquals(
                List.of("trusted, not valid now", "presented", "trusted"),
                found.stream()
                        .map(Finding::message)
                        .map(text -> text.substring(text.indexOf("-", text.indexOf("until") + 12) + 5))
                        .toList());
    }

    @Test
    void the_kernel_lists_who_has_dialled() throws Exception {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
        String line = "   3: 0100000A:1E78 0200000A:D431 01 00000000:00000000 00:00000000 00000000     0        0 21 1";

        assertEquals(Optional.of(InetAddress.getByName("10.0.0.2")), Connections.remote(line, 7_800));
        assertEquals(Optional.empty(), Connections.remote(line, 7_801));
        assertEquals(Optional.empty(), Connections.remote(line.replace(" 01 ", " 0A "), 7_800));
        String six = "  0: 0000000000000000FFFF00000100000A:1E78 0000000000000000FFFF00000200000A:D431 01 0:0 0:0 0 0";
        assertEquals(Optional.of(InetAddress.getByName("10.0.0.2")), Connections.remote(six, 7_800));
    }

    @Test
    void a_disk_is_measured_and_nothing_is_left_on_it(@TempDir Path directory) throws Exception {
        List<Finding> found = Disk.look(patient(directory.resolve("data")));

        assertEquals(2, found.size());
        assertTrue(found.get(1).message().contains("a block is on disk after"), found::toString);
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
        Files.writeString(directory.resolve("file"), "");
        assertEquals(
                Level.FAIL,
                Disk.look(patient(directory.resolve("file/data"))).get(0).level());
    }

    @Test
    void without_settings_and_server_it_looks_at_what_there_is(@TempDir Path directory) {
        List<Finding> found = Doctor.examine(patient(directory));

        assertEquals(
                List.of("software", "limits", "network", "data", "data", "cluster"),
                found.stream().map(Finding::subject).toList());
        assertTrue(found.get(5).remedy().contains("awa server"), found::toString);
    }

    private static Patient patient(Path data) {
        return new Patient(Optional.empty(), data, Optional.empty(), OptionalLong.empty(), List.of(), NOON);
    }

    private static List<Level> levels(KeyStatus... entries) {
        return Keys.judge("cluster.p12", List.of(entries), NOON).stream()
                .map(Finding::level)
                .toList();
    }

    private static KeyStatus key(String alias, int days) {
        return new KeyStatus(alias, "CN=AWA cluster x", LONG_AGO, NOON.plus(Duration.ofDays(days)), true);
    }
}
