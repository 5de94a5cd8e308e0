/** How the values of the API look as open data, and how a client reads them back. */
@NullMarked
package io.arewealive.jmx.shape;

import org.jspecify.annotations.NullMarked;
