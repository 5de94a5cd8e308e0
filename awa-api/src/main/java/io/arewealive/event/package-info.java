/** What happened, in two numbered streams: what this node saw, and what the cluster agreed on. */
@NullMarked
package io.arewealive.event;

import org.jspecify.annotations.NullMarked;
