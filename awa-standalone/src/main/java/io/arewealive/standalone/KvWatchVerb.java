package io.arewealive.standalone;

import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.jmx.RemoteAwaException.Reason;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvChange;
import io.arewealive.kv.KvChanges;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Escaped;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.Printable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints changes as they come, and goes on where it was when the server is back. */
@Command(
        name = "watch",
        description =
                "Print the changes of keys that begin with PREFIX, until interrupted. When the server goes away it waits"
                        + " for it to come back, and goes on without a gap, or says that there is one.")
final class KvWatchVerb extends ServerCommand {

    private static final int BATCH = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 500;

    @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Any text; without it all keys.")
    private String prefix = "";

    @Option(
            names = "--since",
            paramLabel = "R",
            description =
                    "Begin with the changes after revision R, 0 for all that are kept; without it with the next one.")
    private @Nullable Long since;

    KvWatchVerb(Shell shell) {
        super(shell);
    }

    @Override
    void check() {
        if (since != null && since < 0) {
            throw wrong("--since: " + since + " must be a revision from 0 on");
        }
    }

    @Override
    int ask(Server server) throws InterruptedException {
        KeyValue pairs = server.keyValue();
        long revision = since == null ? pairs.stats().revision() : since;
        boolean lost = false;
        while (shell().isRead()) {
            try {
                KvChanges answer = pairs.changes(prefix, revision, BATCH, WAIT);
                if (lost) {
                    shell().say("awa: the server answers again");
                    lost = false;
                }
                revision = print(answer, revision);
            } catch (RemoteAwaException e) {
                if (e.reason() == Reason.NOT_ALLOWED) {
                    throw e;
                }
                if (!lost) {
                    shell().say("awa: " + e.getMessage() + "; goes on after revision " + revision + " when it is back");
                    lost = true;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return Exit.DONE;
    }

    /** Returns the revision to go on from. */
    private long print(KvChanges answer, long after) {
        if (answer instanceof KvChanges.Compacted compacted) {
            shell().say("awa: the changes between revision " + after + " and " + compacted.revision()
                    + " are no longer kept; read the keys anew");
            if (printing().json()) {
                shell().print(JsonText.line(KvJson.lost(after, compacted.revision())));
            }
        } else if (answer instanceof KvChanges.Changes some) {
            shell().print(some.changes().stream()
                    .map(change -> printing().json() ? JsonText.line(KvJson.change(change)) : line(change))
                    .toList());
        }
        return answer.revision();
    }

    private static String line(KvChange change) {
        String by = change.author().isEmpty() ? "" : " by " + Printable.of(change.author());
        return String.format(
                Locale.ROOT,
                "%d %s %-13s %s%s%s%s",
                change.revision(),
                change.time().truncatedTo(ChronoUnit.MILLIS),
                change.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                change.key(),
                change.value().map(value -> " = " + Escaped.line(value)).orElse(""),
                change.lease() == 0 ? "" : ", lease " + change.lease(),
                by);
    }
}
