package io.arewealive.standalone;

import io.arewealive.kv.KvWrite;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a value if the key holds precisely the expected one. */
@Command(
        name = "cas",
        description =
                "Write a value if the key holds precisely OLD, if it is missing (--absent), or if it was last written at"
                        + " a revision (--revision).")
final class KvCasVerb extends KvValueCommand {

    @Parameters(
            index = "1..*",
            paramLabel = "[OLD] NEW",
            description = "What the key has to hold, unless --absent or --revision says it; and what it is to hold, or"
                    + " --file.")
    private List<String> words = List.of();

    @Option(names = "--absent", description = "If the key is missing.")
    private boolean absent;

    @Option(names = "--revision", paramLabel = "R", description = "If the key was last written at this revision.")
    private @Nullable Long revision;

    KvCasVerb(Shell shell) {
        super(shell);
    }

    @Override
    List<String> words() {
        return words;
    }

    @Override
    KvWrite write(String to, long boundTo, List<String> typed) {
        if (absent && revision != null) {
            throw wrong("say either --absent or --revision");
        }
        if (revision != null) {
            return new KvWrite.SetAtRevision(to, revision, value(typed, 0), boundTo);
        }
        if (absent) {
            return new KvWrite.CompareAndSet(to, Optional.empty(), value(typed, 0), boundTo);
        }
        if (typed.isEmpty()) {
            throw wrong("say what the key has to hold: OLD, --absent or --revision");
        }
        return new KvWrite.CompareAndSet(to, Optional.of(text(typed.get(0))), value(typed, 1), boundTo);
    }
}
