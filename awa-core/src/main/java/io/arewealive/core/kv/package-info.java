/** The key-value store as a replicated state: writes in, results and changes out, snapshot and restore. Pure. */
@NullMarked
package io.arewealive.core.kv;

import org.jspecify.annotations.NullMarked;
