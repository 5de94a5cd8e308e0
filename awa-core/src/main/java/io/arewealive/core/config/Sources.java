package io.arewealive.core.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where settings are looked for, besides what the builder was told.
 *
 * @param systemProperties of the JVM
 * @param environment of the process
 * @param workingDirectory for {@code awa.properties}, {@code cluster_info.json} and relative paths
 * @param systemDirectory for {@code *.properties} of the whole machine
 * @param hostName of this machine, the default name of a node
 */
public record Sources(
        Map<String, String> systemProperties,
        Map<String, String> environment,
        Path workingDirectory,
        Path systemDirectory,
        String hostName) {

    /** Copies the maps. */
    public Sources {
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
    }

    /** The sources of this process. */
    public static Sources ofProcess() {
        return new Sources(
                systemPropertiesOfJvm(),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of("/etc/awa"),
                hostNameOfMachine());
    }

    private static Map<String, String> systemPropertiesOfJvm() {
        Properties properties = System.getProperties();
        Map<String, String> texts = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            texts.put(key, properties.getProperty(key, ""));
        }
        return texts;
    }

    private static String hostNameOfMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
