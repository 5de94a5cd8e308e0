/** Nodes that are worked on: no alarms for a time that ends by itself. */
@NullMarked
package io.arewealive.maintenance;

import org.jspecify.annotations.NullMarked;
