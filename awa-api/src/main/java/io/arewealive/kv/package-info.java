/** The key-value store as a user sees it: entries, writes and their outcomes, reads and how new they are, watches and leases. */
@NullMarked
package io.arewealive.kv;

import org.jspecify.annotations.NullMarked;
