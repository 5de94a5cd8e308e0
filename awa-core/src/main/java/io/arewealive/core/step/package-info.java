/** What goes into the node's machine and what comes out: inputs, effects, messages; pure. */
@NullMarked
package io.arewealive.core.step;

import org.jspecify.annotations.NullMarked;
