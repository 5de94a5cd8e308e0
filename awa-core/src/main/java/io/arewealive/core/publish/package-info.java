/** What the loop shows to other threads: the published picture and the events. */
@NullMarked
package io.arewealive.core.publish;

import org.jspecify.annotations.NullMarked;
