package io.arewealive.snmp.trap;

import io.arewealive.event.Event;
import org.snmp4j.PDU;

/**
 * A notification.
 *
 * @param event what it tells of
 * @param pdu what is sent, without its type
 */
record Told(Event event, PDU pdu) {}
