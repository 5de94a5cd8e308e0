package io.arewealive.standalone;

import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a value if the one there is compares with another as an operator says. */
@Command(
        name = "if",
        description = {
            "Write a value if the one that the key holds compares with another: awa kv if KEY = V set W.",
            "= != < <= > >= compare two numbers as numbers and all else by its bytes (quote < and > for the shell);"
                    + " -eq -ne -lt -le -gt -ge compare numbers and hold for nothing else."
        })
final class KvIfVerb extends KvValueCommand {

    private static final int OPERATOR = 0;
    private static final int OPERAND = 1;
    private static final int SET = 2;

    @Parameters(
            index = "1..*",
            paramLabel = "OP V set W",
            description = "The operator, what to compare with, the word set, and what the key is to hold; or --file"
                    + " instead of W.")
    private List<String> words = List.of();

    KvIfVerb(Shell shell) {
        super(shell);
    }

    @Override
    List<String> words() {
        return words;
    }

    @Override
    KvWrite write(String to, long boundTo, List<String> typed) {
        if (typed.size() <= SET || !typed.get(SET).equals("set")) {
            throw wrong("write it as: awa kv if KEY OP V set W");
        }
        return new KvWrite.SetIf(
                to, Operator.of(typed.get(OPERATOR)), text(typed.get(OPERAND)), value(typed, SET + 1), boundTo);
    }
}
