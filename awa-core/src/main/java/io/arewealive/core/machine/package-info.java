/** The replicated state of the cluster and the node around it; the only package that knows all the others; pure. */
@NullMarked
package io.arewealive.core.machine;

import org.jspecify.annotations.NullMarked;
