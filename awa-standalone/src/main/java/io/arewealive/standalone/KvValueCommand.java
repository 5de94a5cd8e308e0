package io.arewealive.standalone;

import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that writes a value. What begins with one dash is a value like any other; what begins with two is an option, or a mistake:
 * no value is taken for an option, nor an option for a value, without an error.
 */
@Command(footer = {"", "Put -- before a value that begins with two dashes, or that you do not know."})
abstract class KvValueCommand extends KvWriteCommand {

    private static final int BAD_INPUT = 65;
    private static final String UNREADABLE = "\ufffd";

    @Parameters(index = "0", arity = "0..1", paramLabel = "KEY", description = "For example app/db/primary.")
    private @Nullable String key;

    @Option(
            names = "--file",
            paramLabel = "F",
            description = "Take the value from this file, - for the standard input, exactly as it is.")
    private @Nullable String file;

    @Option(names = "--lease", paramLabel = "L", description = "Bind the key to this lease: it goes when that ends.")
    private long lease;

    @Option(names = "--help", help = true, description = "Show this help message and exit.")
    private boolean help;

    private Optional<KvValue> read = Optional.empty();

    KvValueCommand(Shell shell) {
        super(shell);
    }

    /** What was typed after the key. */
    abstract List<String> words();

    /**
     * What is to be written.
     *
     * @param words the words that are no value from elsewhere
     */
    abstract KvWrite write(String to, long boundTo, List<String> words);

    @Override
    public Integer call() throws InterruptedException {
        if (!help) {
            return super.call();
        }
        if (key != null) {
            throw wrong("--help stands behind KEY; to write it as a value put -- before it");
        }
        shell().print(spec().commandLine().getUsageMessage().stripTrailing());
        return Exit.DONE;
    }

    @Override
    final KvWrite write() {
        if (key == null) {
            throw wrong("Missing required parameter: 'KEY'");
        }
        requireNoOption(key);
        words().forEach(this::requireNoOption);
        return write(KvKeys.requireKey(key), lease, words());
    }

    /** The value to be written: the last of the words, or what the file holds. */
    KvValue value(List<String> words, int before) {
        int wanted = before + (file == null ? 1 : 0);
        if (words.size() != wanted) {
            throw wrong(
                    words.size() < wanted
                            ? "the value is missing; give it, or --file"
                            : file == null
                                    ? "too many words; quote what belongs together"
                                    : "say either a value or --file");
        }
        return file == null ? text(words.get(before)) : fromFile(file);
    }

    /** A word as it was typed. */
    static KvValue text(String word) {
        if (word.contains(UNREADABLE)) {
            throw new IllegalArgumentException("a value is not text in UTF-8; give it with --file");
        }
        return KvValue.of(word);
    }

    private KvValue fromFile(String from) {
        if (read.isEmpty()) {
            read = Optional.of(KvValue.of(bytes(from)));
        }
        return read.get();
    }

    private byte[] bytes(String from) {
        boolean standard = from.equals("-");
        try (InputStream stream = standard ? shell().terminal().bytes() : Files.newInputStream(Path.of(from))) {
            byte[] bytes = stream.readNBytes(KvValue.MAX_BYTES + 1);
            if (bytes.length > KvValue.MAX_BYTES) {
                throw new CommandFailed(
                        BAD_INPUT,
                        (standard ? "the standard input" : from) + " is larger than " + KvValue.MAX_BYTES
                                + " bytes, the most that a value may have");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailed(BAD_INPUT, "cannot read " + from + ": " + e);
        }
    }

    private void requireNoOption(String word) {
        boolean ended = spec().commandLine().getParseResult().originalArgs().contains("--");
        if (word.startsWith("--") && !ended) {
            throw wrong("Unknown option: '" + word + "'; to write it as a value put -- before it");
        }
    }
}
