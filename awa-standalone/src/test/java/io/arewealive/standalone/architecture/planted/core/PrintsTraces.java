package io.arewealive.standalone.architecture.planted.core;

final class PrintsTraces {
    void talk(Exception problem) {
        problem.printStackTrace();
    }
}
