package io.arewealive.core.channel;

import java.io.DataInput;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Header;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.Version;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.NakAckHeader;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.TpHeader;
import org.jgroups.protocols.UnicastHeader;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.SeqnoList;
import org.jgroups.util.Util;

/**
 * Reads one message of JGroups from a packet, as far as this stack ever sends it: single messages of bytes, without payload, or with
 * a list of sequence numbers. Everything else stays unread, above all Java serialization. No length is believed.
 */
record PacketReader(Optional<Message> message, boolean multicast, Optional<String> problem) {

    /** The largest packet: a full frame and what JGroups writes around it. */
    static final int MAX_PACKET = FrameCodec.MAX_BODY + FrameCodec.OVERHEAD + 4_096;

    private static final int HEAD = 3;

    /** How a node with keys answers one without, read as a length; far more than any packet has. */
    private static final int TLS_ALERT = 0x15_03_03;

    /** The bits that say that a destination follows, and a source. */
    private static final int[] ADDRESSES = {1, 2};

    /** Those of the protocols in our stack. */
    private static final Set<Short> HEADERS = Stream.of(
                    TpHeader.class,
                    PingHeader.class,
                    MERGE3.MergeHeader.class,
                    NakAckHeader.class,
                    UnicastHeader.class,
                    GMS.GmsHeader.class)
            .map(ClassConfigurator::getMagicNumber)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads all of a packet.
     *
     * @throws Malformed if its length cannot be, so that nothing after it can be believed
     */
    static PacketReader read(DataInput in, int length) throws IOException {
        if (length < HEAD || length > MAX_PACKET) {
            throw new Malformed(
                    length >>> Byte.SIZE == TLS_ALERT
                            ? Refusals.NO_KEYS
                            : "malformed: a packet of " + length + " bytes, allowed are " + HEAD + " to " + MAX_PACKET);
        }
        byte[] data = new byte[length];
        in.readFully(data);
        try {
            return parse(data);
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            return refused("malformed: " + e);
        }
    }

    /** A packet after which the connection cannot be read on. */
    static final class Malformed extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    private static PacketReader parse(byte[] data) throws IOException, ClassNotFoundException {
        ByteArrayDataInputStream in = new ByteArrayDataInputStream(data);
        short version = in.readShort();
        if (!Version.isBinaryCompatible(version)) {
            return refused("another protocol: JGroups " + Version.print(version) + ", this node has "
                    + Version.printVersion());
        }
        byte flags = in.readByte();
        if ((flags & TP.LIST) != 0) {
            return refused("malformed: a list of messages");
        }
        short type = in.readShort();
        Message message;
        switch (type) {
            case Message.BYTES_MSG -> message = new CheckedBytes(data.length);
            case Message.EMPTY_MSG -> message = new EmptyMessage();
            case Message.OBJ_MSG -> message = new CheckedNumbers();
            default -> {
                return refused("malformed: a message of type " + type);
            }
        }
        checkHeaders(in);
        message.readFrom(in);
        return new PacketReader(Optional.of(message), (flags & TP.MULTICAST) != 0, Optional.empty());
    }

    /** Headers of other protocols stay unread: some make room for whatever length they are told. Reads ahead only. */
    private static void checkHeaders(ByteArrayDataInputStream in) throws IOException, ClassNotFoundException {
        int start = in.position();
        byte leading = in.readByte();
        in.readShort();
        for (int address : ADDRESSES) {
            if ((leading & address) != 0) {
                Util.readAddress(in);
            }
        }
        int count = in.readShort();
        for (int i = 0; i < count; i++) {
            in.readShort();
            short kind = in.readShort();
            if (!HEADERS.contains(kind)) {
                throw new IOException("a header of kind " + kind);
            }
            ClassConfigurator.<Header>create(kind).readFrom(in);
        }
        in.position(start);
    }

    private static PacketReader refused(String why) {
        return new PacketReader(Optional.empty(), false, Optional.of(why));
    }

    /** Bytes whose length is compared with the packet before room is made for them. */
    private static final class CheckedBytes extends BytesMessage {

        private final int most;

        CheckedBytes(int most) {
            this.most = most;
        }

        @Override
        public void readPayload(DataInput in) throws IOException {
            int size = in.readInt();
            if (size > most) {
                throw new IOException(size + " bytes in a packet of " + most);
            }
            if (size >= 0) {
                byte[] bytes = new byte[size];
                in.readFully(bytes);
                setArray(bytes, 0, size);
            }
        }
    }

    /** A list of sequence numbers, or nothing. */
    private static final class CheckedNumbers extends ObjectMessage {

        @Override
        public void readPayload(DataInput in) throws IOException, ClassNotFoundException {
            ByteArrayDataInputStream bytes = (ByteArrayDataInputStream) in;
            int start = bytes.position();
            if (bytes.readByte() != 0) {
                short kind = bytes.readShort();
                if (kind != ClassConfigurator.getMagicNumber(SeqnoList.class)) {
                    throw new IOException("an object of kind " + kind);
                }
                int bits = bytes.readInt();
                if (bits < 0 || bits / Byte.SIZE > bytes.available()) {
                    throw new IOException(bits + " numbers in " + bytes.available() + " bytes");
                }
            }
            bytes.position(start);
            setObject(Util.<SeqnoList>readGenericStreamable(bytes));
        }
    }
}
