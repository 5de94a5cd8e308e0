package io.arewealive.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of the command line as they were typed. Where no language is set, as for cron and ssh, Java reads them as ASCII and puts a
 * question mark for everything else; the system still has them.
 */
final class ExactArguments {

    private static final Path WORDS = Path.of("/proc/self/cmdline");
    private static final List<String> ASCII = List.of("ANSI_X3.4-1968", "US-ASCII", "646");

    private ExactArguments() {}

    static String[] of(String[] given) {
        if (given.length == 0 || !ASCII.contains(System.getProperty("sun.jnu.encoding", ""))) {
            return given;
        }
        try {
            return last(Files.readAllBytes(WORDS), given);
        } catch (IOException e) {
            return given;
        }
    }

    /** The last words, as many as were given; each ends with a zero. What is no UTF-8 stays as it was given. */
    static String[] last(byte[] all, String[] given) throws CharacterCodingException {
        List<byte[]> words = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < all.length; at++) {
            if (all[at] == 0) {
                words.add(Arrays.copyOfRange(all, begin, at));
                begin = at + 1;
            }
        }
        if (words.size() < given.length) {
            return given;
        }
        List<String> last = new ArrayList<>();
        for (byte[] word : words.subList(words.size() - given.length, words.size())) {
            last.add(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(word))
                    .toString());
        }
        return last.toArray(new String[0]);
    }
}
