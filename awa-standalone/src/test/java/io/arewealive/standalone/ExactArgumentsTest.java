package io.arewealive.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R8")
class ExactArgumentsTest {

    @Test
    void the_last_words_are_taken_as_they_were_typed() throws Exception {
        byte[] line = "java\0-cp\0x\0Main\0kv\0set\0k\0gr\u00fc\u00df\n\0\0".getBytes(UTF_8);

        assertArrayEquals(
                new String[] {"kv", "set", "k", "gr\u00fc\u00df\n", ""},
                ExactArguments.last(line, new String[] {"kv", "set", "k", "gr????\n", ""}));
    }

    @Test
    void fewer_words_than_were_given_are_not_believed() throws Exception {
        var given = new String[] {"a", "b"};

        assertArrayEquals(given, ExactArguments.last("a\0".getBytes(UTF_8), given));
    }

    @Test
    void what_is_no_text_stays_as_it_was_given() {
        assertThrows(
                CharacterCodingException.class,
                () -> ExactArguments.last("\u00e9\0".getBytes(ISO_8859_1), new String[] {"?"}));
    }
}
