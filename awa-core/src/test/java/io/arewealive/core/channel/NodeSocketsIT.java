package io.arewealive.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jgroups.util.DefaultSocketFactory;
import org.junit.jupiter.api.Test;

class NodeSocketsIT {

    private static final int CALLERS = 120; // below what any system of today cuts it to
    private static final int PATIENCE_MILLIS = 500;

    @Test
    void callers_who_come_at_once_find_room_before_anybody_is_accepted() throws Exception {
        assertEquals(CALLERS, call(new NodeSockets(Optional.empty()).createServerSocket("test")));
        var ofJGroups = new DefaultSocketFactory().createServerSocket("test");
        assertThrows(SocketTimeoutException.class, () -> call(ofJGroups), "else this would prove nothing");
    }

    private static int call(ServerSocket door) throws IOException {
        List<Socket> callers = new ArrayList<>();
        try (door) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            while (callers.size() < CALLERS) {
                Socket caller = new Socket();
                callers.add(caller);
                caller.connect(door.getLocalSocketAddress(), PATIENCE_MILLIS);
            }
            return callers.size();
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }
}
