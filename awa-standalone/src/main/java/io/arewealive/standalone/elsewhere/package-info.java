/** What can be known of a cluster where no server answers: from the other nodes, or else from the data directory. */
@NullMarked
package io.arewealive.standalone.elsewhere;

import org.jspecify.annotations.NullMarked;
