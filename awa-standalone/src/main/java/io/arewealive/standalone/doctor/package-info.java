/** Looks at what a server needs of its machine, its network and its settings, and says what is wrong and what to do. */
@NullMarked
package io.arewealive.standalone.doctor;

import org.jspecify.annotations.NullMarked;
