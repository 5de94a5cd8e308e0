@NullMarked
package io.arewealive.standalone.architecture.planted.right;

import org.jspecify.annotations.NullMarked;
