/** Shows the cluster as MBeans and reads it from them. */
@NullMarked
package io.arewealive.jmx;

import org.jspecify.annotations.NullMarked;
