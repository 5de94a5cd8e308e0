@NullMarked
package io.arewealive.standalone.architecture.planted.left;

import org.jspecify.annotations.NullMarked;
