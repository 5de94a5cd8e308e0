package io.arewealive.standalone.architecture.planted.core;

import java.io.ObjectOutputStream;

final class Serializes {
    final Class<?> stream = ObjectOutputStream.class;
}
