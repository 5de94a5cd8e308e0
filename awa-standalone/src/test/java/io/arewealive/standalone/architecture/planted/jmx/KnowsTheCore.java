package io.arewealive.standalone.architecture.planted.jmx;

import io.arewealive.standalone.architecture.planted.core.Core;

final class KnowsTheCore {
    final Class<?> core = Core.class;
}
