/** What users are promised, shown from outside: real servers, real kills, and everything they may see of it. */
@NullMarked
package io.arewealive.standalone.proof;

import org.jspecify.annotations.NullMarked;
