package io.arewealive.snmp.agent;

import java.util.Optional;
import org.snmp4j.smi.OID;

/**
 * What became of a message.
 *
 * @param taken whether it was confirmed; or has left, if nobody confirms it
 * @param heard whether the peer said anything
 * @param report what the peer reported instead, for example {@code usmStatsUnknownUserNames}; anybody may have made that up
 */
public record Answer(boolean taken, boolean heard, Optional<OID> report) {}
