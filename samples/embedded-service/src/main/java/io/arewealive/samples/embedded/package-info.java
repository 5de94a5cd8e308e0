/** A service with AWA inside. */
@NullMarked
package io.arewealive.samples.embedded;

import org.jspecify.annotations.NullMarked;
