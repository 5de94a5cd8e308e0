/** Shows the cluster to SNMP consoles. */
@NullMarked
package io.arewealive.snmp;

import org.jspecify.annotations.NullMarked;
