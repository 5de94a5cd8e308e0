package io.arewealive.standalone;

import io.arewealive.kv.KvEntry;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.Reading;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.Escaped;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.KvOutcomes;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a key holds. */
@Command(name = "get", description = "Print what a key holds, and a newline.")
final class KvGetVerb extends KvReadCommand {

    @Parameters(paramLabel = "KEY", description = "For example app/db/primary.")
    private String key = "";

    @Option(
            names = "--raw",
            description = "Print the bytes alone, without a newline; on a terminal too, where else control characters"
                    + " are shown as \\x1b.")
    private boolean raw;

    KvGetVerb(Shell shell) {
        super(shell);
    }

    @Override
    void check() {
        require(() -> KvKeys.requireKey(key));
        if (raw && printing().json()) {
            throw wrong("say either --raw or --json");
        }
    }

    @Override
    int ask(Server server) {
        var reading = server.keyValue().get(key, consistency(), asking().timeout());
        if (!(reading instanceof Reading.Found<Optional<KvEntry>> found)) {
            return missed(reading);
        }
        mark(server, found);
        if (printing().json()) {
            shell().print(JsonText.pretty(KvJson.entry(key, found)));
        } else {
            found.value().ifPresentOrElse(entry -> print(entry.value()), () -> shell().say("awa: no key " + key));
        }
        return found.value().isPresent() ? Exit.DONE : KvOutcomes.KEY_MISSING;
    }

    private void print(KvValue value) {
        if (!raw && shell().terminal().shows()) {
            shell().print(Escaped.lines(value));
            return;
        }
        shell().out().write(value.bytes(), 0, value.size());
        if (!raw) {
            shell().out().write('\n');
        }
        shell().out().flush();
    }
}
