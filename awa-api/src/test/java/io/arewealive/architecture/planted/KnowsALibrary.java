package io.arewealive.architecture.planted;

/** Not a library of the main classes, but a library. */
abstract class KnowsALibrary {
    abstract org.opentest4j.AssertionFailedError failure();
}
