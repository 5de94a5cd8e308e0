package io.arewealive.standalone.architecture.planted.left;

import io.arewealive.standalone.architecture.planted.right.Right;

public final class Left {
    final Class<?> other = Right.class;
}
