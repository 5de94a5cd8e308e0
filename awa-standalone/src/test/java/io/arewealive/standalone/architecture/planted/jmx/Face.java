package io.arewealive.standalone.architecture.planted.jmx;

public final class Face {}
