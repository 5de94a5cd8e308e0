package io.arewealive.kv;

/**
 * A key and what it holds.
 *
 * @param key its name
 * @param value what it holds
 * @param revision the store's revision that wrote it
 * @param lease the lease whose end removes it; 0 if it stays
 */
public record KvEntry(String key, KvValue value, long revision, long lease) {}
