package io.arewealive.standalone;

import java.util.List;
import picocli.CommandLine.Command;

/** The key-value store. */
@Command(
        name = "kv",
        description = "Read and write the key-value store, which is equal on all nodes.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Keys are paths such as app/db/primary; values are up to 1 MiB of anything, kept exactly.",
            "Exit codes: 0 done, 1 refused, 5 the key holds that value already, 6 no match, 7 the key of an if is missing,"
                    + " 8 directory missing, 9 key missing, 64 usage, 65 a file cannot be read or is too large, 69 no server"
                    + " answers, 77 not allowed, 106 no quorum: nothing was written, 107 no leader yet: try again,"
                    + " 124 outcome unknown."
        })
final class KvGroup extends Group {

    private final Shell shell;

    KvGroup(Shell shell) {
        this.shell = shell;
    }

    @Override
    List<Object> commands() {
        return List.of(
                new KvGetVerb(shell),
                new KvSetVerb(shell),
                new KvIfVerb(shell),
                new KvCasVerb(shell),
                new KvUnsetVerb(shell),
                new KvListVerb(shell),
                new KvWatchVerb(shell),
                new KvStatusVerb(shell),
                Group.line(new KvLeaseGroup(shell)));
    }
}
