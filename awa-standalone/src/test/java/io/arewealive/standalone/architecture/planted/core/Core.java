package io.arewealive.standalone.architecture.planted.core;

public final class Core {}
