package io.arewealive.standalone;

import io.arewealive.kv.Consistency;
import io.arewealive.kv.Reading;
import io.arewealive.standalone.control.Server;
import io.arewealive.standalone.text.JsonText;
import io.arewealive.standalone.text.KvJson;
import io.arewealive.standalone.text.KvOutcomes;
import picocli.CommandLine.Option;

/** A command that reads the key-value store: as new as the cluster knows it, or this node's copy. */
abstract class KvReadCommand extends ServerCommand {

    @Option(
            names = "--local",
            description = "Take the copy of the server that is asked, at once; how old it is stands on stderr.")
    private boolean local;

    KvReadCommand(Shell shell) {
        super(shell);
    }

    Consistency consistency() {
        return local ? Consistency.LOCAL : Consistency.LINEAR;
    }

    /** Marks a local copy as such, where people see it. */
    void mark(Server server, Reading.Found<?> found) {
        if (local && !printing().json()) {
            shell().say("awa: " + KvOutcomes.mark(found, server.status().viewer()));
        }
    }

    /** Says that there was no answer. */
    int missed(Reading<?> reading) {
        if (printing().json()) {
            shell().print(JsonText.pretty(KvJson.missed(reading)));
        } else {
            shell().say("awa: " + KvOutcomes.missed(reading).message());
        }
        return KvOutcomes.missed(reading).exitCode();
    }
}
