/** Binary reading and writing with lengths checked before allocation; pure. */
@NullMarked
package io.arewealive.core.wire;

import org.jspecify.annotations.NullMarked;
