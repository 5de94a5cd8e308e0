package io.arewealive.standalone.architecture.planted.core;

import java.io.ObjectInputStream;

final class Deserializes {
    final Class<?> stream = ObjectInputStream.class;
}
