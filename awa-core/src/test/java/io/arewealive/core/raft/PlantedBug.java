package io.arewealive.core.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A mistake in the core, made on purpose: exact pieces of its sources are replaced, the result is compiled in memory and run in a
 * class loader of its own. The sources themselves stay as they are.
 */
public final class PlantedBug {

    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "."), "src", "main", "java", "io", "arewealive", "core");
    private static final String CORE = "io.arewealive.core.";
    private static final String ENGINE = "raft";

    private final String name;
    private final Map<String, String> sources = new TreeMap<>();
    private long first = 1;

    private PlantedBug(String name) {
        this.name = name;
    }

    /** One that a person would call this. */
    public static PlantedBug named(String name) {
        return new PlantedBug(name);
    }

    /**
     * Replaces a piece that must be there exactly once.
     *
     * @param where a type of the engine, or package and type, {@code machine/Submissions}
     */
    public PlantedBug in(String where, String piece, String replacement) {
        String type = where.contains("/") ? where : ENGINE + "/" + where;
        String source = sources.computeIfAbsent(type, PlantedBug::read);
        assertEquals(2, source.split(java.util.regex.Pattern.quote(piece), -1).length, "in " + type + ": " + piece);
        sources.put(type, source.replace(piece, replacement));
        return this;
    }

    /** A seed that found it once, to begin with; any other one will do as well. */
    public PlantedBug seenAt(long seed) {
        first = seed;
        return this;
    }

    /** The seed to begin with. */
    public long firstSeed() {
        return first;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Something that runs seeds against the core with the bug in it.
     *
     * @param runner its type in the core, {@code raft.SeedRun}; it has a public constructor without arguments
     */
    @SuppressWarnings("unchecked")
    public LongFunction<Optional<String>> plant(String runner) throws ReflectiveOperationException {
        var loader = new Replacing(compile());
        return (LongFunction<Optional<String>>)
                loader.loadClass(CORE + runner).getConstructor().newInstance();
    }

    private static String read(String type) {
        try {
            return Files.readString(SOURCES.resolve(type + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var files = new Memory(compiler.getStandardFileManager(null, null, null));
        List<Source> units = sources.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "--release",
                "17",
                "-cp",
                System.getProperty("java.class.path"));
        if (!compiler.getTask(messages, files, null, options, null, units).call()) {
            throw new IllegalStateException(name + " does not compile: " + messages);
        }
        Map<String, byte[]> classes = new HashMap<>();
        files.compiled.forEach((type, bytes) -> classes.put(type, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String type, String text) {
            super(URI.create("memory:///io/arewealive/core/" + type + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

        private Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            compiled.put(type, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + type.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }

    /** Loads the core and its tests anew, with some classes replaced. */
    private static final class Replacing extends ClassLoader {
        private final Map<String, byte[]> replaced;

        private Replacing(Map<String, byte[]> replaced) {
            super(PlantedBug.class.getClassLoader());
            this.replaced = replaced;
        }

        @Override
        protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
            if (!type.startsWith(CORE)) {
                return super.loadClass(type, resolve);
            }
            synchronized (getClassLoadingLock(type)) {
                Class<?> loaded = findLoadedClass(type);
                return loaded != null ? loaded : define(type);
            }
        }

        private Class<?> define(String type) throws ClassNotFoundException {
            byte[] bytes = replaced.get(type);
            if (bytes == null) {
                bytes = original(type);
            }
            return defineClass(type, bytes, 0, bytes.length);
        }

        private byte[] original(String type) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(type.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(type);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(type, e);
            }
        }
    }
}
