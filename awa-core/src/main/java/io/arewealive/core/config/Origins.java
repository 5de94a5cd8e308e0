package io.arewealive.core.config;

/** The words for where a setting came from, besides files and options. */
final class Origins {

    static final String BUILDER = "builder";
    static final String DEFAULT = "default";
    static final String CLUSTER = "cluster";
    static final String FREE_PORT = "the first free one";

    private static final String PROFILE = "profile ";

    private Origins() {}

    static String profile(Profile profile) {
        return PROFILE + ValueTypes.word(profile);
    }

    static boolean isProfile(String origin) {
        return origin.startsWith(PROFILE);
    }

    static String systemProperty(String key) {
        return "system property " + key;
    }

    static String variable(String name) {
        return "environment " + name;
    }
}
