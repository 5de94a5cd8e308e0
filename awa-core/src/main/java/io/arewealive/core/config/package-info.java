/** Reads the settings of a node from all their sources, checks them, and says where each came from. */
@NullMarked
package io.arewealive.core.config;

import org.jspecify.annotations.NullMarked;
