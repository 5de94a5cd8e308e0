/** Other products, each as its users run it, to be measured beside AWA: a process a member, a line for each change of its view. */
@NullMarked
package io.arewealive.samples.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
