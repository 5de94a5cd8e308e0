@NullMarked
package io.arewealive.standalone.architecture.planted.samples;

import org.jspecify.annotations.NullMarked;
