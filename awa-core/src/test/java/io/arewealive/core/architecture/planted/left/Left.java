package io.arewealive.core.architecture.planted.left;

import io.arewealive.core.architecture.planted.right.Right;

public final class Left {
    final Class<?> other = Right.class;
}
