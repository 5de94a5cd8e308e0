package io.arewealive.standalone.text;

/** Text from elsewhere that is safe to show: a name or message must not be able to steer the reader's terminal. */
public final class Printable {

    private Printable() {}

    /** The text with every control character replaced. */
    public static String of(String text) {
        return text.codePoints().noneMatch(Character::isISOControl)
                ? text
                : text.codePoints()
                        .map(c -> Character.isISOControl(c) ? ' ' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
