package io.arewealive.standalone.architecture.planted.unmarked;

final class Unmarked {}
