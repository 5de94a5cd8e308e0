/** The versioned node table: rows, numbered changes, their hash chain, and the rules of an edit; pure. */
@NullMarked
package io.arewealive.core.table;

import org.jspecify.annotations.NullMarked;
