package io.arewealive.node;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to change in a row; an empty field stays as it is.
 *
 * @param name the new name
 * @param host the new host
 * @param port the new port
 */
public record NodeEdit(Optional<String> name, Optional<String> host, OptionalInt port) {

    /** Checks what is given. */
    public NodeEdit {
        name.ifPresent(Node::requireName);
        host.ifPresent(Node::requireHost);
        port.ifPresent(Node::requirePort);
    }

    /** An edit that changes nothing yet. */
    public static NodeEdit none() {
        return new NodeEdit(Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** This edit with another name. */
    public NodeEdit withName(String newName) {
        return new NodeEdit(Optional.of(newName), host, port);
    }

    /** This edit with another host. */
    public NodeEdit withHost(String newHost) {
        return new NodeEdit(name, Optional.of(newHost), port);
    }

    /** This edit with another port. */
    public NodeEdit withPort(int newPort) {
        return new NodeEdit(name, host, OptionalInt.of(newPort));
    }

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return name.isEmpty() && host.isEmpty() && port.isEmpty();
    }
}
