@NullMarked
package io.arewealive.standalone.architecture.planted.jmx;

import org.jspecify.annotations.NullMarked;
