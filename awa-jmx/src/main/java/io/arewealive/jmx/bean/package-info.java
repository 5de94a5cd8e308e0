/** The beans of one instance: what each shows, what can be called on it, and their names. */
@NullMarked
package io.arewealive.jmx.bean;

import org.jspecify.annotations.NullMarked;
