package io.arewealive.standalone.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.kv.KvValue;
import jakarta.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R8")
class EscapedTest {

    @Test
    void what_would_steer_a_terminal_is_written_out() {
        var value = KvValue.of("a\tb\n\u001b[2J\rc\u009b1m\u202ed\u00e9\ud83d\ude00");

        assertEquals("a\tb\n\\x1b[2J\\x0dc\\x9b1m\\u202ed\u00e9\ud83d\ude00", Escaped.lines(value));
        assertEquals("a\\x09b\\n\\x1b[2J\\x0dc\\x9b1m\\u202ed\u00e9\ud83d\ude00", Escaped.line(value));
    }

    @Test
    void what_is_no_text_is_shown_byte_by_byte() {
        assertEquals("\\xffab\\x00", Escaped.lines(KvValue.of(new byte[] {(byte) 0xff, 'a', 'b', 0})));
    }

    @Test
    void a_long_value_is_cut_on_a_line_and_says_how_long_it_is() {
        assertEquals("x".repeat(120), Escaped.line(KvValue.of("x".repeat(120))));
        assertEquals(
                "\ud83d\ude00".repeat(120) + "\u2026 (484 bytes)",
                Escaped.line(KvValue.of("\ud83d\ude00".repeat(121))));
    }

    @Test
    void json_holds_no_control_character_either() {
        var json = Json.createObjectBuilder().add("value", "\u001b\u009b\u007f").build();

        assertEquals("{\"value\":\"\\u001b\\u009b\\u007f\"}", JsonText.line(json));
    }
}
