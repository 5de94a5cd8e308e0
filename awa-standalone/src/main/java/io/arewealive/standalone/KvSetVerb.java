package io.arewealive.standalone;

import io.arewealive.kv.KvWrite;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a value, whatever there is. */
@Command(name = "set", description = "Write a value, whatever there is.")
final class KvSetVerb extends KvValueCommand {

    @Parameters(index = "1..*", paramLabel = "VALUE", description = "What the key is to hold, as text; or --file.")
    private List<String> words = List.of();

    KvSetVerb(Shell shell) {
        super(shell);
    }

    @Override
    List<String> words() {
        return words;
    }

    @Override
    KvWrite write(String to, long boundTo, List<String> typed) {
        return new KvWrite.Set(to, value(typed, 0), boundTo);
    }
}
