package io.arewealive.core.log;

import java.io.IOException;
import java.util.List;

/**
 * The few things the log asks of one directory of files. Nothing is durable before {@link #force(String)} returned for the
 * contents of a file, and {@link #forceDirectory()} for its name. Used from one thread; an interrupt of it changes nothing.
 */
public interface Disk extends AutoCloseable {

    /** What a person calls this directory, for messages. */
    String name();

    /** The names of all files, ascending. */
    List<String> list() throws IOException;

    /** A new empty file; fails if there is one of that name. */
    void create(String file) throws IOException;

    /** How many bytes the file holds. */
    long size(String file) throws IOException;

    /** When the file was last written, milliseconds since 1970; 0 if that is not known. */
    default long modifiedMillis(String file) throws IOException {
        return 0;
    }

    /** Exactly this many bytes; fails if the file ends before. */
    byte[] read(String file, long offset, int length) throws IOException;

    /** Writes all the bytes at this place, making the file longer if needed. */
    void write(String file, long offset, byte[] source, int from, int length) throws IOException;

    /** Returns when all that was written to the file is durable. If it fails, nothing may be concluded from a second try. */
    void force(String file) throws IOException;

    /** Gives the file another name, in one step, replacing what had it. */
    void rename(String from, String to) throws IOException;

    /** Removes the file. */
    void delete(String file) throws IOException;

    /** Returns when all names made, changed and removed are durable. */
    void forceDirectory() throws IOException;

    /** This file is not needed for now: what is held open for it may go. */
    void release(String file) throws IOException;

    /** Leaves nothing open. Idempotent. */
    @Override
    void close() throws IOException;
}
