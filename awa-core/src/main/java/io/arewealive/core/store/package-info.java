/** Nodes, changes and events in a database, through JPA; the log is the truth, this is a copy for people and SQL. */
@NullMarked
package io.arewealive.core.store;

import org.jspecify.annotations.NullMarked;
