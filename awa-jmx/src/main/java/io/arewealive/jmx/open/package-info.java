/** Describes open MBeans and the rows of their tables: one list of fields makes the bean, its descriptions and its values. */
@NullMarked
package io.arewealive.jmx.open;

import org.jspecify.annotations.NullMarked;
