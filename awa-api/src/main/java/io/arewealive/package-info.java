/** The door to AWA: a running node, and the builder that starts one. */
@NullMarked
package io.arewealive;

import org.jspecify.annotations.NullMarked;
