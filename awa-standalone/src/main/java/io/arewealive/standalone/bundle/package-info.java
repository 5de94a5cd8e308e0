/** Packs what somebody needs who helps from afar, without secrets and of bounded size. */
@NullMarked
package io.arewealive.standalone.bundle;

import org.jspecify.annotations.NullMarked;
