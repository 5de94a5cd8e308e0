/** The threads that carry inputs in and effects out. */
@NullMarked
package io.arewealive.core.loop;

import org.jspecify.annotations.NullMarked;
