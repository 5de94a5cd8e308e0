/** The versioned node table as a user sees it: nodes, changes, and the outcomes of edits. */
@NullMarked
package io.arewealive.node;

import org.jspecify.annotations.NullMarked;
