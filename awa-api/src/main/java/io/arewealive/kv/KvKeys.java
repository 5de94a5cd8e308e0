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
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a " + what + " of " + bytes + " bytes is longer than " + MAX_BYTES);
        }
        if (path.chars().anyMatch(Character::isISOControl) || !isUnicode(path)) {
            throw new IllegalArgumentException("a " + what + " must be text without control characters");
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("the " + what + " \"" + path + "\" has the part \"" + name
                        + "\"; the parts between slashes must not be empty, \".\" or \"..\"");
            }
        }
        return path;
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
