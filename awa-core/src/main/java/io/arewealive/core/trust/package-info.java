/** The keys of a cluster: made, renewed and taken from elsewhere. Uses the JDK alone, so that this jar alone can make them. */
@NullMarked
package io.arewealive.core.trust;

import org.jspecify.annotations.NullMarked;
