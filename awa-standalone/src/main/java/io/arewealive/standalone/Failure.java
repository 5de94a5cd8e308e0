package io.arewealive.standalone;

import io.arewealive.StartException;
import io.arewealive.config.ConfigException;
import io.arewealive.core.trust.InitException;
import io.arewealive.jmx.RemoteAwaException;
import io.arewealive.standalone.control.NoServerException;

/**
 * What a command says and returns when it cannot do its work.
 *
 * @param exitCode for the shell
 * @param message for the person
 * @param isOurs whether it is a fault of the program, so that whoever mends it needs to know where
 */
record Failure(int exitCode, String message, boolean isOurs) {

    Failure(int exitCode, String message) {
        this(exitCode, message, false);
    }

    static Failure of(Throwable failure) {
        if (failure instanceof CommandFailed failed) {
            return new Failure(failed.exitCode(), text(failed));
        }
        if (failure instanceof ConfigException wrong) {
            return new Failure(
                    Exit.CONFIGURATION,
                    "the configuration is wrong:\n" + text(wrong).indent(2).stripTrailing());
        }
        if (failure instanceof StartException start) {
            return new Failure(start.reason().exitCode(), text(start));
        }
        if (failure instanceof InitException init) {
            return new Failure(init.exitCode(), text(init));
        }
        if (failure instanceof RemoteAwaException remote) {
            return new Failure(remote.reason().exitCode(), text(remote));
        }
        if (failure instanceof NoServerException none) {
            return new Failure(Exit.NO_SERVER, text(none));
        }
        if (failure instanceof InterruptedException) {
            return new Failure(Exit.FAILED, "interrupted");
        }
        if (failure instanceof IllegalArgumentException wrong) {
            return new Failure(Exit.USAGE, text(wrong));
        }
        return new Failure(Exit.FAILED, "unexpected, please report it: " + failure, true);
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
