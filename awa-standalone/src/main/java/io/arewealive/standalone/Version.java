package io.arewealive.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, by what the build wrote into the jar. */
final class Version implements IVersionProvider {

    private static final String FILE = "/META-INF/maven/io.arewealive/awa-standalone/pom.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"awa " + text() + " on Java " + Runtime.version()};
    }

    private static String text() {
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            return "development";
        }
    }
}
