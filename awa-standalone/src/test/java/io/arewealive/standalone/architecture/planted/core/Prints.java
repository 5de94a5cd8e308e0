package io.arewealive.standalone.architecture.planted.core;

final class Prints {
    void talk() {
        System.err.println("x");
    }
}
