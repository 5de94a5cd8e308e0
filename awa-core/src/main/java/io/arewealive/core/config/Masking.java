package io.arewealive.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes known secrets out of texts. */
final class Masking {

    static final String MASK = "******";

    /** Shorter ones would tear words apart that have nothing to do with them. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    Masking(Stream<String> secrets) {
        this.secrets = secrets.filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
