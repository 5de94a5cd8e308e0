package io.arewealive.standalone.history;

/**
 * A time in which a node was not online.
 *
 * @param span from when to when
 * @param over whether it has ended
 * @param reason why
 */
public record Outage(Span span, boolean over, String reason) {}
