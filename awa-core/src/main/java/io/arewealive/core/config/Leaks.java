package io.arewealive.core.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds secrets that also stand where they would be shown: in a setting that is no secret. */
final class Leaks {

    /** Shorter texts are words that may well stand elsewhere too. */
    private static final int SHORTEST = 8;

    /** From this length on no other text holds it by chance. */
    private static final int UNMISTAKABLE = 16;

    private final Problems problems;

    Leaks(Problems problems) {
        this.problems = problems;
    }

    /** Takes such settings out, so that nothing further speaks of them. */
    void stop(Map<String, Values.Value> texts) {
        Set<String> secrets = texts.entrySet().stream()
                .filter(entry -> Catalogue.isSecret(entry.getKey()))
                .map(entry -> entry.getValue().text())
                .filter(text -> text.length() >= SHORTEST)
                .collect(Collectors.toSet());
        texts.entrySet().removeIf(entry -> {
            boolean leaks = !Catalogue.isSecret(entry.getKey())
                    && secrets.stream()
                            .anyMatch(secret -> isIn(secret, entry.getValue().text()));
            if (leaks) {
                problems.error(
                        entry.getKey(),
                        entry.getValue().origin(),
                        "holds the text of a secret and would be shown; set it to something else");
            }
            return leaks;
        });
    }

    private static boolean isIn(String secret, String text) {
        return text.equals(secret) || (secret.length() >= UNMISTAKABLE && text.contains(secret));
    }
}
