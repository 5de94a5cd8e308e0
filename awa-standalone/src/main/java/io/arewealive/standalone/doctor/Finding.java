package io.arewealive.standalone.doctor;

/**
 * One thing that was looked at.
 *
 * @param level how it is
 * @param subject what it is about, one word
 * @param message what was found
 * @param remedy what to do; empty if nothing is to be done
 */
public record Finding(Level level, String subject, String message, String remedy) {

    /** How it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, or it could not be looked at; somebody should know. */
        WARN,
        /** A server does not work like this. */
        FAIL
    }

    static Finding ok(String subject, String message) {
        return new Finding(Level.OK, subject, message, "");
    }

    static Finding warn(String subject, String message, String remedy) {
        return new Finding(Level.WARN, subject, message, remedy);
    }

    static Finding fail(String subject, String message, String remedy) {
        return new Finding(Level.FAIL, subject, message, remedy);
    }
}
