/** Figures of AWA, measured. */
@NullMarked
package io.arewealive.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
