package io.arewealive.status;

/**
 * Something a person should know, with what to do about it.
 *
 * @param severity how bad it is
 * @param subject what it is about: a node's name, {@code cluster}, {@code store}, …
 * @param message what is wrong
 * @param remedy what to do next
 */
public record Problem(Severity severity, String subject, String message, String remedy) {}
