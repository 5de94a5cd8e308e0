/**
 * Shows the cluster as MBeans and reads it from them. Values are of JDK types alone. What is not known is shown and never null: empty
 * text, -1 for a whole number, NaN for a real one. Times are text in ISO-8601 UTC.
 */
@NullMarked
package io.arewealive.jmx;

import org.jspecify.annotations.NullMarked;
