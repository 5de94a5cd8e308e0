package io.arewealive.standalone.control;

import java.io.IOException;

/**
 * Says to which host a remote object's clients are sent. RMI knows one host for the whole JVM and asks for it at the moment in which an
 * object is made reachable; the control's are to be found on loopback, those of the JMX port where others dial. So each is made under
 * its own host, one at a time, and the JVM is left as it was.
 */
final class StubHost {

    private static final String PROPERTY = "java.rmi.server.hostname";
    private static final Object ONE_AT_A_TIME = new Object();

    private StubHost() {}

    /** What makes an object reachable. */
    @FunctionalInterface
    interface Export<T> {
        T make() throws IOException;
    }

    static <T> T during(String host, Export<T> export) throws IOException {
        synchronized (ONE_AT_A_TIME) {
            String before = System.getProperty(PROPERTY);
            System.setProperty(PROPERTY, host);
            try {
                return export.make();
            } finally {
                if (before == null) {
                    System.clearProperty(PROPERTY);
                } else {
                    System.setProperty(PROPERTY, before);
                }
            }
        }
    }
}
