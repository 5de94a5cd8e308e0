package io.arewealive.core.channel;

import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/**
 * The address of one start of one node. Its own 128 bits are random, so that a restarted node is never taken for its former self;
 * node id and incarnation travel with it, so that a view says at once who is in it.
 *
 * @param address as JGroups knows it
 * @param node whose it is
 * @param incarnation of which start
 */
record NodeAddress(Address address, NodeId node, long incarnation) {

    private static final byte[] KEY = "awa".getBytes(StandardCharsets.US_ASCII);

    /** A new address for this start. */
    static ExtendedUUID create(NodeId node, long incarnation) {
        byte[] value =
                new WireWriter(24).uuid(node.value()).i64(incarnation).toBytes().array();
        return ExtendedUUID.randomUUID().put(KEY.clone(), value);
    }

    /** Who is behind an address, if it says so. */
    static Optional<NodeAddress> of(Address address) {
        if (!(address instanceof ExtendedUUID extended)) {
            return Optional.empty();
        }
        byte[] value = extended.get(KEY);
        if (value == null) {
            return Optional.empty();
        }
        try {
            WireReader in = new WireReader(value, 0, value.length);
            NodeAddress found = new NodeAddress(address, new NodeId(in.uuid()), in.i64());
            in.expectEnd();
            return Optional.of(found);
        } catch (WireException e) {
            return Optional.empty();
        }
    }
}
