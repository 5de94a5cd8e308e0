package io.arewealive.standalone.control;

import java.nio.file.Path;
import java.time.Duration;

/** Finds running servers. */
public interface Servers {

    /**
     * The server that keeps its data in this directory.
     *
     * @param timeout how long connecting and each answer may take
     * @throws NoServerException if none answers
     * @throws io.arewealive.jmx.RemoteAwaException if it answers and refuses
     */
    Server of(Path data, Duration timeout);

    /**
     * The server whose JMX port this is.
     *
     * @param timeout how long connecting and each answer may take
     */
    Server at(Access access, Duration timeout);
}
