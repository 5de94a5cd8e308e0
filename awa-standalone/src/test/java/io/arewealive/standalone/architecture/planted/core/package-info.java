@NullMarked
package io.arewealive.standalone.architecture.planted.core;

import org.jspecify.annotations.NullMarked;
