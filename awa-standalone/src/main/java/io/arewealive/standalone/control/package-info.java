/** How a command finds the server of this machine and talks to it: a JMX connector on loopback with generated passwords. */
@NullMarked
package io.arewealive.standalone.control;

import org.jspecify.annotations.NullMarked;
