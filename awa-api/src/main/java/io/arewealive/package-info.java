/** The door of AWA: {@link io.arewealive.Awa} and its builder. Everything a host application needs starts here. */
@NullMarked
package io.arewealive;

import org.jspecify.annotations.NullMarked;
