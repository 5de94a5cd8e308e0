package io.arewealive.core.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.ex.ConfigurationRuntimeException;

/** A {@code .properties} file in UTF-8, with the line of each key. */
final class PropertiesFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final String WHOLE_FILE = "file";

    /** Settings that are paths and lie beside the file that names them. */
    private static final Set<String> PATHS = Set.of(Keys.KEYSTORE.name(), FaceKeys.JMX_TRUST.name());

    private final Path file;
    private final String shownAs;
    private final Problems problems;

    PropertiesFile(Path file, String shownAs, Problems problems) {
        this.file = file;
        this.shownAs = shownAs;
        this.problems = problems;
    }

    /** The settings of the file; empty, and a problem, if it cannot be read. */
    Optional<Layer> read() {
        return text().flatMap(this::parse);
    }

    private Optional<String> text() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return unreadable("has more than 1 MiB; a file of settings is smaller");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return unreadable("is not in UTF-8; save it in UTF-8");
        } catch (NoSuchFileException e) {
            return unreadable("does not exist; create it or name another");
        } catch (IOException e) {
            return unreadable("cannot be read (" + e + "); check its owner and mode");
        }
    }

    private Optional<Layer> parse(String text) {
        var lines = new LineNumbers();
        var configuration = new PropertiesConfiguration();
        configuration.setIncludesAllowed(false);
        configuration.setIOFactory(new PropertiesConfiguration.DefaultIOFactory() {
            @Override
            public PropertiesConfiguration.PropertiesReader createPropertiesReader(Reader in) {
                return new LineNumberingReader(in, lines);
            }
        });
        try {
            configuration.read(new StringReader(text));
        } catch (ConfigurationException | ConfigurationRuntimeException | IOException e) {
            return unreadable(
                    "cannot be understood after line " + lines.last()
                            + ": a backslash begins \\n, \\t, \\\\ or \\u and four hexadecimal digits; write it twice to mean itself");
        }
        rejectIncludes(lines);
        anchor(configuration);
        return Optional.of(new Layer(configuration, key -> shownAs + lines.suffix(key), Optional.of(file)));
    }

    /** Files that this one names with a relative path lie beside it, wherever the server is started. */
    private void anchor(PropertiesConfiguration configuration) {
        Path whole = file.toAbsolutePath().normalize();
        List<String> keys = new ArrayList<>();
        configuration.getKeys().forEachRemaining(keys::add);
        for (String key : keys) {
            if (configuration.getProperty(key) instanceof String text) {
                configuration.setProperty(key, anchored(key, text, whole));
            }
        }
    }

    private static String anchored(String key, String text, Path whole) {
        boolean plainPath = PATHS.contains(key) && !text.isBlank() && !References.isIn(text);
        return plainPath ? References.beside(whole, text) : References.anchored(text, whole);
    }

    private void rejectIncludes(LineNumbers lines) {
        for (String key : List.of("include", "includeoptional")) {
            if (lines.has(key)) {
                problems.error(
                        key,
                        shownAs + lines.suffix(key),
                        "files do not include files; put the settings here, or into /etc/awa/NAME.properties");
            }
        }
    }

    private <T> Optional<T> unreadable(String message) {
        problems.error(WHOLE_FILE, shownAs, message);
        return Optional.empty();
    }

    /** On which lines of a file each key stands. */
    private record LineNumbers(Map<String, List<Integer>> byKey) {

        LineNumbers() {
            this(new java.util.HashMap<>());
        }

        void add(String key, int line) {
            byKey.computeIfAbsent(key, any -> new java.util.ArrayList<>()).add(line);
        }

        int last() {
            return byKey.values().stream()
                    .flatMap(List::stream)
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }

        boolean has(String key) {
            return byKey.containsKey(key);
        }

        String suffix(String key) {
            return byKey.getOrDefault(key, List.of()).stream()
                    .map(line -> ":" + line)
                    .collect(Collectors.joining(" and "));
        }
    }

    /** Notes the line on which each key begins. */
    private static final class LineNumberingReader extends PropertiesConfiguration.PropertiesReader {

        private final LineNumbers lines;
        private int first;

        LineNumberingReader(Reader in, LineNumbers lines) {
            super(in);
            this.lines = lines;
        }

        @Override
        public String readLine() throws IOException {
            String line = super.readLine();
            if (line != null && first == 0 && !line.isBlank() && !isComment(line.trim())) {
                first = getLineNumber();
            }
            return line;
        }

        @Override
        public boolean nextProperty() throws IOException {
            first = 0;
            boolean found = super.nextProperty();
            if (found) {
                lines.add(getPropertyName(), first);
            }
            return found;
        }

        private static boolean isComment(String line) {
            return line.startsWith("#") || line.startsWith("!");
        }
    }
}
