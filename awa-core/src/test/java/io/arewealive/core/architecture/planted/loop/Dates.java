package io.arewealive.core.architecture.planted.loop;

import java.util.Date;

@SuppressWarnings("JavaUtilDate") // the violation itself
final class Dates {
    final Date now = new Date();
}
