/** The agent: socket, SNMP engine, who may ask, and the answers. */
@NullMarked
package io.arewealive.snmp.agent;

import org.jspecify.annotations.NullMarked;
