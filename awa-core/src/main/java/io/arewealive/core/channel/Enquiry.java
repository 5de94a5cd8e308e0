package io.arewealive.core.channel;

import io.arewealive.core.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody asks who is no member and does not become one: "how is this cluster?" One question and one answer on a connection of
 * their own. The question: magic (4), version (1), cluster id (16). The answer: magic (4), version (1), length (4), the status. Who is
 * not answered is hung up on.
 */
final class Enquiry {

    /** "AWAq", where a node would say who it is. */
    static final int QUESTION = 0x41574171;

    /** "AWAa". */
    static final int ANSWER = 0x41574161;

    static final int VERSION = 1;

    /** The largest status. */
    static final int MAX_STATUS = FrameCodec.MAX_BODY;

    private Enquiry() {}

    /** Answers, or does not. */
    interface Answers {

        /** The encoded status of this cluster for this address; empty if it gets none. */
        Optional<Bytes> to(String from, UUID clusterId);
    }

    static byte[] question(UUID clusterId) {
        return bytes(out -> {
            out.writeInt(QUESTION);
            out.writeByte(VERSION);
            out.writeLong(clusterId.getMostSignificantBits());
            out.writeLong(clusterId.getLeastSignificantBits());
        });
    }

    /**
     * Which cluster is asked about; reads what follows the magic.
     *
     * @throws OtherVersion if the question is of another version
     */
    static UUID readQuestion(DataInput in) throws IOException {
        requireVersion(in, "a question");
        return new UUID(in.readLong(), in.readLong());
    }

    static byte[] answer(Bytes status) {
        if (status.length() > MAX_STATUS) {
            throw new IllegalArgumentException(
                    "a status of " + status.length() + " bytes is above the limit of " + MAX_STATUS);
        }
        return bytes(out -> {
            out.writeInt(ANSWER);
            out.writeByte(VERSION);
            out.writeInt(status.length());
            out.write(status.array());
        });
    }

    /** The status in an answer. The length is compared with the limit before room is made. */
    static Bytes readAnswer(DataInput in) throws IOException {
        int magic = in.readInt();
        if (magic != ANSWER) {
            throw new NoAnswer(magic);
        }
        requireVersion(in, "an answer");
        int length = in.readInt();
        if (length < 0 || length > MAX_STATUS) {
            throw new IOException(
                    "it claims a status of " + Integer.toUnsignedLong(length) + " bytes, allowed are " + MAX_STATUS);
        }
        byte[] status = new byte[length];
        in.readFully(status);
        return Bytes.owning(status);
    }

    private static void requireVersion(DataInput in, String what) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new OtherVersion(what + " of version " + version);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a stream in memory has none
        }
        return bytes.toByteArray();
    }

    /** Newer or older software. */
    static final class OtherVersion extends IOException {
        private static final long serialVersionUID = 1;

        OtherVersion(String what) {
            super("another protocol: " + what + ", here it is " + VERSION);
        }
    }

    /** Something else came back. */
    static final class NoAnswer extends IOException {
        private static final long serialVersionUID = 1;

        private static final int TLS_ALERT = 0x15;

        private final int magic;

        NoAnswer(int magic) {
            super("what it says is no answer to the question: it begins with " + Integer.toHexString(magic));
            this.magic = magic;
        }

        /** Whether that is how TLS turns somebody away who does not speak it. */
        boolean isTls() {
            return magic >>> 24 == TLS_ALERT;
        }
    }
}
