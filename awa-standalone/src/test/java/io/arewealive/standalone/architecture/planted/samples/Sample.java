package io.arewealive.standalone.architecture.planted.samples;

import java.io.PrintStream;

/** Allowed here. */
final class Sample {
    final PrintStream out = System.out;
}
