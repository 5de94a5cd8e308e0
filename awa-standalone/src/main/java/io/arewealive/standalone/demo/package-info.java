/** Three real servers on this machine, one killed and brought back, to see what AWA does. */
@NullMarked
package io.arewealive.standalone.demo;

import org.jspecify.annotations.NullMarked;
