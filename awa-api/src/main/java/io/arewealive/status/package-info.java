/** Who is alive, in what state, and who is in charge, as one viewer knows it at one moment. */
@NullMarked
package io.arewealive.status;

import org.jspecify.annotations.NullMarked;
