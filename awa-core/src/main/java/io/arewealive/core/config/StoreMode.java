package io.arewealive.core.config;

/** Where the database that people and SQL read is kept. */
public enum StoreMode {
    /** In files in the data directory. */
    FILE,
    /** In memory. */
    MEMORY,
    /** There is none: log files and memory only. */
    NONE,
    /** In the host's {@code DataSource}. */
    DATASOURCE
}
