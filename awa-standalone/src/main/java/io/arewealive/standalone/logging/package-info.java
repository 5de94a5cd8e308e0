/** Where the server's log goes: one line an event, to stderr. */
@NullMarked
package io.arewealive.standalone.logging;

import org.jspecify.annotations.NullMarked;
