/** Who is alive: when silence becomes suspicion and suspicion becomes an end; pure. */
@NullMarked
package io.arewealive.core.liveness;

import org.jspecify.annotations.NullMarked;
