/** The replicated log as an operator sees it: how it is, who votes, snapshots. */
@NullMarked
package io.arewealive.log;

import org.jspecify.annotations.NullMarked;
