package io.arewealive.standalone;

import io.arewealive.kv.KvStats;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import java.util.List;
import picocli.CommandLine.Command;

/** Prints how the store stands. */
@Command(name = "status", description = "Show how the store stands, as the server that is asked has it.")
final class KvStatusVerb extends ServerCommand {

    KvStatusVerb(Shell shell) {
        super(shell);
    }

    @Override
    int ask(Server server) {
        KvStats stats = server.keyValue().stats();
        if (printing().json()) {
            shell().print(JsonText.pretty(KvJson.stats(stats)));
        } else {
            shell().print(List.of(
                    "revision    " + stats.revision() + ", changes are kept from " + stats.floor() + " on",
                    "keys        " + stats.keys(),
                    "bytes       " + stats.bytes() + " of " + stats.maxBytes(),
                    "leases      " + stats.leases(),
                    "last lease  " + (stats.lastLease() == 0 ? "none" : stats.lastLease())));
        }
        return Exit.DONE;
    }
}
