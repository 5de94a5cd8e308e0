package io.arewealive.core.log;

import java.io.Serial;

/** A file was written by a newer version of this software. Nothing was changed; that version can read it. */
public final class NewerFormatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NewerFormatException(String file, int found, int known) {
        super(file + " has format version " + found + ", and this software reads up to version " + known
                + ". Nothing was changed. Start the newer version again that wrote it.");
    }
}
