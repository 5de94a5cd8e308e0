package io.arewealive.core.architecture.planted.right;

import io.arewealive.core.architecture.planted.left.Left;

public final class Right {
    final Class<?> other = Left.class;
}
