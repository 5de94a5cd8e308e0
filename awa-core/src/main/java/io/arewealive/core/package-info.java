/** Wires the parts of a node together. */
@NullMarked
package io.arewealive.core;

import org.jspecify.annotations.NullMarked;
