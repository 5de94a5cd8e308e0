package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.core.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EnquiryTest {

    private static final UUID CLUSTER = new UUID(4, 2);
    private static final Bytes STATUS = Bytes.owning(new byte[] {1, 2, 3});

    @Test
    void a_question_and_an_answer_come_back_as_they_were() throws IOException {
        DataInputStream question = in(Enquiry.question(CLUSTER));

        assertEquals(Enquiry.QUESTION, question.readInt());
        assertEquals(CLUSTER, Enquiry.readQuestion(question));
        assertEquals(-1, question.read(), "nothing follows");
        assertEquals(STATUS, Enquiry.readAnswer(in(Enquiry.answer(STATUS))));
        assertEquals(Bytes.EMPTY, Enquiry.readAnswer(in(Enquiry.answer(Bytes.EMPTY))));
    }

    @Test
    @Tag("A20")
    void no_length_is_believed() {
        byte[] answer = Enquiry.answer(STATUS);
        for (int claimed : new int[] {1_900_000_000, -1, Integer.MIN_VALUE, Enquiry.MAX_STATUS + 1}) {
            ByteBuffer.wrap(answer).putInt(5, claimed);
            var refused = assertThrows(IOException.class, () -> Enquiry.readAnswer(in(answer)));
            assertTrue(refused.getMessage().startsWith("it claims a status of "), refused::toString);
        }
        ByteBuffer.wrap(answer).putInt(5, Enquiry.MAX_STATUS);
        assertThrows(EOFException.class, () -> Enquiry.readAnswer(in(answer)), "what is allowed is waited for");
    }

    @Test
    void whatever_is_cut_short_is_no_answer() {
        byte[] answer = Enquiry.answer(STATUS);
        for (int length = 0; length < answer.length; length++) {
            byte[] cut = Arrays.copyOf(answer, length);
            assertThrows(EOFException.class, () -> Enquiry.readAnswer(in(cut)));
        }
    }

    @Test
    void another_version_is_named() {
        byte[] question = Enquiry.question(CLUSTER);
        question[4] = 9;
        byte[] answer = Enquiry.answer(STATUS);
        answer[4] = 9;

        var asked = assertThrows(
                Enquiry.OtherVersion.class,
                () -> Enquiry.readQuestion(in(Arrays.copyOfRange(question, 4, question.length))));
        assertEquals("another protocol: a question of version 9, here it is 1", asked.getMessage());
        assertThrows(Enquiry.OtherVersion.class, () -> Enquiry.readAnswer(in(answer)));
    }

    @Test
    void a_node_that_speaks_tls_is_told_from_one_that_speaks_anything() {
        var alert =
                assertThrows(Enquiry.NoAnswer.class, () -> Enquiry.readAnswer(in(new byte[] {0x15, 3, 3, 0, 2, 2})));
        var other = assertThrows(
                Enquiry.NoAnswer.class,
                () -> Enquiry.readAnswer(in("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII))));

        assertTrue(alert.isTls());
        assertFalse(other.isTls());
    }

    @Test
    void a_status_above_the_limit_is_not_written() {
        byte[] most = new byte[Enquiry.MAX_STATUS];
        assertArrayEquals(most, Arrays.copyOfRange(Enquiry.answer(Bytes.owning(most)), 9, 9 + most.length));
        Bytes more = Bytes.owning(new byte[Enquiry.MAX_STATUS + 1]);
        assertThrows(IllegalArgumentException.class, () -> Enquiry.answer(more));
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
