package io.arewealive.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables in a text, before they are replaced. */
final class References {

    private static final Pattern ANY = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");
    private static final Pattern FILE = Pattern.compile("(?<!\\$)\\$\\{file:(?:UTF-8:)?([^}]+)}");

    private References() {}

    /** Whether the text takes something from elsewhere. */
    static boolean isIn(String text) {
        return ANY.matcher(text).find();
    }

    /** The files that the text takes something from. */
    static List<Path> files(String text, Path directory) {
        List<Path> files = new ArrayList<>();
        Matcher matcher = FILE.matcher(text);
        while (matcher.find()) {
            try {
                files.add(directory.resolve(matcher.group(1)));
            } catch (InvalidPathException e) {
                // Reading it fails, and says so.
            }
        }
        return files;
    }

    /** The text with relative paths in it made to begin beside the file in which it stands. */
    static String anchored(String text, Path file) {
        return FILE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement("${file:" + beside(file, match.group(1)) + "}"));
    }

    static String beside(Path file, String path) {
        try {
            return file.resolveSibling(path).toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }
}
