/** How a management interface (JMX, SNMP) attaches itself to a running instance. */
@NullMarked
package io.arewealive.face;

import org.jspecify.annotations.NullMarked;
