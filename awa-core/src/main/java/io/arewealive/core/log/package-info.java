/** The log's files, snapshots, identity and lock of one data directory. */
@NullMarked
package io.arewealive.core.log;

import org.jspecify.annotations.NullMarked;
