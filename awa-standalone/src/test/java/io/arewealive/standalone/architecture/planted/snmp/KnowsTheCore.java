package io.arewealive.standalone.architecture.planted.snmp;

import io.arewealive.standalone.architecture.planted.core.Core;

final class KnowsTheCore {
    final Class<?> core = Core.class;
}
