@NullMarked
package io.arewealive.standalone.architecture.planted.snmp;

import org.jspecify.annotations.NullMarked;
