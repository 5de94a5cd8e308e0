package io.arewealive.core;

/** Who an edit is by, as the record keeps it. */
final class Authors {

    /** Who did not say who it is. */
    static final String UNNAMED = "operator";

    private static final int LONGEST = 128;

    private Authors() {}

    static String require(String author) {
        boolean fits = !author.isBlank()
                && author.length() <= LONGEST
                && author.codePoints().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new IllegalArgumentException("an author must have 1 to " + LONGEST + " printable characters");
        }
        return author;
    }
}
