package io.arewealive.standalone;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as its jar says it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"awa " + text() + " on Java " + Runtime.version()};
    }

    private static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
