package io.arewealive.config;

/**
 * One effective setting.
 *
 * @param key for example {@code awa.node.name}
 * @param value its value, masked if it is a secret
 * @param origin where it came from: {@code builder}, {@code option --name}, {@code environment AWA_NODE_NAME}, a file, {@code
 *     cluster}, {@code default}
 * @param clusterWide whether it is the same on all nodes and lives in the log
 * @param description one sentence
 */
public record Setting(String key, String value, String origin, boolean clusterWide, String description) {}
