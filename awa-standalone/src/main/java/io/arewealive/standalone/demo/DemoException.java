package io.arewealive.standalone.demo;

import java.io.Serial;

/** The demo did not get where it should; its message ends with what the servers wrote last. */
public final class DemoException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
