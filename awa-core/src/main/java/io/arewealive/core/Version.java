package io.arewealive.core;

import java.util.Optional;

/** The version of this software, as its jar says it. */
final class Version {

    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
