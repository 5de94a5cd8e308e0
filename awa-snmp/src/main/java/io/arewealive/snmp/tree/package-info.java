/** Values by object identifier, over one picture: what GET and GETNEXT find. Pure. */
@NullMarked
package io.arewealive.snmp.tree;

import org.jspecify.annotations.NullMarked;
