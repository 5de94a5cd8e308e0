package io.arewealive.standalone.architecture.planted.standalone;

public final class Public {}
