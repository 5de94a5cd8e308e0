package io.arewealive.standalone;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How a command prints. */
final class Printing {

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            converter = WhenConverter.class,
            description = "Use colours: auto (on a terminal), always or never.")
    private When color = When.AUTO;

    boolean json() {
        return json;
    }

    boolean colours(Terminal terminal) {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> terminal.shows() && !terminal.noColor();
        };
    }

    private enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    static final class WhenConverter implements picocli.CommandLine.ITypeConverter<When> {
        @Override
        public When convert(String text) {
            try {
                return When.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException("\"" + text + "\" must be auto, always or never");
            }
        }
    }
}
