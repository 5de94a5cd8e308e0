/** What consoles are told by themselves. */
@NullMarked
package io.arewealive.snmp.trap;

import org.jspecify.annotations.NullMarked;
