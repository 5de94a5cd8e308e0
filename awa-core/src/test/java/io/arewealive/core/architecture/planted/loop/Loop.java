package io.arewealive.core.architecture.planted.loop;

public final class Loop {}
