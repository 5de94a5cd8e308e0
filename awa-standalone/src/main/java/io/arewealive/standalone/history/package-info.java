/** How available nodes were, out of the cluster's events; pure. */
@NullMarked
package io.arewealive.standalone.history;

import org.jspecify.annotations.NullMarked;
