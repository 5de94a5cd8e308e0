package io.arewealive.standalone;

import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.Reading;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.KvOutcomes;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what lies directly below a directory. */
@Command(
        name = "list",
        description = "List what lies directly below a directory; names of directories end with a slash.")
final class KvListVerb extends KvReadCommand {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "As a key; without it the directory of all keys.")
    private String directory = "";

    KvListVerb(Shell shell) {
        super(shell);
    }

    @Override
    void check() {
        require(() -> KvKeys.requireDirectory(directory));
    }

    @Override
    int ask(Server server) {
        List<String> children = new ArrayList<>();
        String after = "";
        while (true) {
            var reading = server.keyValue().list(directory, after, KeyValue.MOST, consistency(), asking().timeout());
            if (!(reading instanceof Reading.Found<KvListing> found)) {
                return missed(reading);
            }
            List<String> some = found.value().children();
            children.addAll(some);
            if (!found.value().more() || some.isEmpty()) {
                return show(server, found, children);
            }
            after = some.get(some.size() - 1);
        }
    }

    private int show(Server server, Reading.Found<KvListing> last, List<String> children) {
        boolean exists = last.value().exists() || !children.isEmpty();
        mark(server, last);
        if (printing().json()) {
            shell().print(JsonText.pretty(KvJson.listing(directory, exists, children, last)));
        } else if (exists) {
            shell().print(children);
        } else {
            shell().say("awa: no directory " + directory);
        }
        return exists ? Exit.DONE : KvOutcomes.DIRECTORY_MISSING;
    }
}
