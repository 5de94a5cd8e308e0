/** The view plane: one JGroups channel per node, and its frames. */
@NullMarked
package io.arewealive.core.channel;

import org.jspecify.annotations.NullMarked;
