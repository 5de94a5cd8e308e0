/** The launcher: one class for each verb. */
@NullMarked
package io.arewealive.standalone;

import org.jspecify.annotations.NullMarked;
