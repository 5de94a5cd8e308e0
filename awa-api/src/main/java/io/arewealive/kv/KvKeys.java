package io.arewealive.kv;

import java.nio.charset.StandardCharsets;

/**
 * The rules for keys: 1 to 512 bytes of UTF-8; names joined by {@code /}, none of them empty, {@code .} or {@code ..}; no control
 * characters. A directory exists as long as there is a key below it; the directory of all keys is the empty text.
 */
public final class KvKeys {

    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 512;

    private KvKeys() {}

    /**
     * Checks a key.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static String requireKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key must not be empty");
        }
        return requirePath("key", key);
    }

    /**
     * Checks a directory: as a key, or empty for all keys; one {@code /} at its end is taken off.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static String requireDirectory(String directory) {
        String path = directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
        return path.isEmpty() ? path : requirePath("directory", path);
    }

    private static String requirePath(String what, String path) {
        if (path.length() > MAX_BYTES / 3) { // else it cannot be too long
            int bytes = path.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("a " + what + " of " + bytes + " bytes is longer than " + MAX_BYTES);
            }
        }
        int begin = 0;
        for (int i = 0; i < path.length(); i++) {
            char letter = path.charAt(i);
            if (Character.isISOControl(letter) || (Character.isSurrogate(letter) && !isPair(path, i))) {
                throw new IllegalArgumentException("a " + what + " must be text without control characters");
            }
            if (letter == '/') {
                requirePart(what, path, begin, i);
                begin = i + 1;
            }
        }
        requirePart(what, path, begin, path.length());
        return path;
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static void requirePart(String what, String path, int begin, int end) {
        int length = end - begin;
        if (length == 0 || (length <= 2 && path.startsWith("..".substring(0, length), begin))) {
            throw new IllegalArgumentException("the " + what + " \"" + path + "\" has the part \""
                    + path.substring(begin, end)
                    + "\"; the parts between slashes must not be empty, \".\" or \"..\"");
        }
    }
}
