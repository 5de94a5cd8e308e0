package io.arewealive.standalone.architecture.planted.right;

import io.arewealive.standalone.architecture.planted.left.Left;

public final class Right {
    final Class<?> other = Left.class;
}
