/** The replicated log's engine: a Raft core as one steppable machine; pure. */
@NullMarked
package io.arewealive.core.raft;

import org.jspecify.annotations.NullMarked;
