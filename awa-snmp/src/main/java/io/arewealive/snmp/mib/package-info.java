/** What AWA-MIB holds: one description, from which the agent answers and the module's text is printed. Pure. */
@NullMarked
package io.arewealive.snmp.mib;

import org.jspecify.annotations.NullMarked;
