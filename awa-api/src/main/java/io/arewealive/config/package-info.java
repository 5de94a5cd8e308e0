/** Settings, where each value came from, and what is wrong with them. */
@NullMarked
package io.arewealive.config;

import org.jspecify.annotations.NullMarked;
