@NullMarked
package io.arewealive.standalone.architecture.planted.standalone;

import org.jspecify.annotations.NullMarked;
