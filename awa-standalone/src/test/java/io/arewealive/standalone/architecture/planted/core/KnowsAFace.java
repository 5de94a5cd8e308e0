package io.arewealive.standalone.architecture.planted.core;

import io.arewealive.standalone.architecture.planted.standalone.Public;

final class KnowsAFace {
    final Class<?> face = Public.class;
}
