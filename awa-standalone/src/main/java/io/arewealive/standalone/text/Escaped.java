package io.arewealive.standalone.text;

import io.arewealive.kv.KvValue;
import java.util.Locale;

/**
 * Values of others as a terminal may show them: what would steer it, turn the direction of writing or is no text at all is written out,
 * {@code \x1b}, {@code \u202e}. For people; programs get the bytes.
 */
public final class Escaped {

    private static final int MOST = 120;
    private static final int BYTE = 0xff;

    private Escaped() {}

    /** All of it; newlines and tabs do no harm and stay. */
    public static String lines(KvValue value) {
        return value.utf8().map(text -> escape(text, true)).orElseGet(() -> bytes(value.bytes()));
    }

    /** The beginning of it, on one line. */
    public static String line(KvValue value) {
        String text = value.utf8().orElseGet(() -> bytes(value.bytes()));
        if (text.codePointCount(0, text.length()) <= MOST) {
            return escape(text, false);
        }
        return escape(text.substring(0, text.offsetByCodePoints(0, MOST)), false) + "… (" + value.size() + " bytes)";
    }

    private static String escape(String text, boolean lines) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (lines && (point == '\n' || point == '\t')) {
                escaped.appendCodePoint(point);
            } else if (point == '\n') {
                escaped.append("\\n");
            } else if (Character.isISOControl(point)) {
                escaped.append(String.format(Locale.ROOT, "\\x%02x", point));
            } else if (turns(point)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    /** Invisible, and able to show text in another order than it has. */
    private static boolean turns(int point) {
        return Character.getType(point) == Character.FORMAT || point == '\u2028' || point == '\u2029';
    }

    private static String bytes(byte[] bytes) {
        var text = new StringBuilder();
        for (byte each : bytes) {
            boolean plain = each >= ' ' && each < 0x7f;
            text.append(plain ? Character.toString(each) : String.format(Locale.ROOT, "\\x%02x", each & BYTE));
        }
        return text.toString();
    }
}
