package io.arewealive.core.step;

import io.arewealive.core.raft.Epoch;
import io.arewealive.core.raft.RaftCodec;
import io.arewealive.core.step.Message.Taken;
import io.arewealive.core.step.Message.Welcome;
import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.CommandId;
import java.util.OptionalLong;

/** The binary form of messages. Numbers once given stay; an unknown number is refused, not guessed at. */
public final class MessageCodec {

    /** The version of the wire protocol; stands in every frame. */
    public static final int PROTOCOL = 1;

    private static final int IN_EPOCH = 20;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_COMMAND = CommandLimits.MAX_BYTES;

    private MessageCodec() {}

    /** Writes a message. */
    public static Bytes encode(Message message) {
        var out = new WireWriter();
        if (message instanceof Message.InEpoch within) {
            out.u8(IN_EPOCH)
                    .i64(within.epoch().number())
                    .uuid(within.epoch().origin())
                    .raw(encode(within.message()).array());
        } else if (message instanceof Message.Raft raft) {
            RaftCodec.write(out.u8(1), raft.message());
        } else if (message instanceof Message.Beat beat) {
            beat.facts().write(out.u8(2));
        } else if (message instanceof Message.Ask ask) {
            out.u8(3).i64(ask.question());
        } else if (message instanceof Message.Answer answer) {
            answer.facts().write(out.u8(4).i64(answer.question()));
        } else if (message instanceof Message.Join join) {
            ChangeCodec.writeNode(out.u8(5), join.self());
            out.bool(join.replace());
        } else if (message instanceof Message.Joined joined) {
            out.u8(6).uuid(joined.clusterId()).text(joined.welcome().name()).text(joined.message());
        } else if (message instanceof Message.Submit submit) {
            out.u8(7).bytes(submit.command());
        } else if (message instanceof Message.Submitted submitted) {
            writeTaken(out.u8(8).uuid(submitted.commandId().value()), submitted.taken());
        } else if (message instanceof Message.Leaving) {
            out.u8(9);
        } else if (message instanceof Message.Goodbye) {
            out.u8(10);
        } else if (message instanceof Message.AskRead ask) {
            out.u8(12).i64(ask.question());
        } else if (message instanceof Message.ReadAt at) {
            out.u8(13).i64(at.question()).i64(at.index().orElse(-1));
        } else if (message instanceof Message.Founding founding) {
            founding.talk().write(out.u8(11));
        } else {
            throw new AssertionError("unhandled " + message);
        }
        return out.toBytes();
    }

    /**
     * Reads a message.
     *
     * @throws WireException if the bytes hold none
     */
    public static Message decode(Bytes bytes) {
        var in = new WireReader(bytes);
        Message message = read(in);
        in.expectEnd();
        return message;
    }

    private static Message read(WireReader in) {
        int number = in.u8();
        return number == IN_EPOCH ? new Message.InEpoch(readEpoch(in), readPlain(in.u8(), in)) : readPlain(number, in);
    }

    private static Epoch readEpoch(WireReader in) {
        long number = in.i64();
        if (number < 1) {
            throw new WireException("an epoch is at least 1, found " + number);
        }
        return new Epoch(number, in.uuid());
    }

    private static Message readPlain(int number, WireReader in) {
        return switch (number) {
            case 1 -> new Message.Raft(RaftCodec.read(in));
            case 2 -> new Message.Beat(NodeFacts.read(in));
            case 3 -> new Message.Ask(in.i64());
            case 4 -> new Message.Answer(in.i64(), NodeFacts.read(in));
            case 5 -> new Message.Join(ChangeCodec.readNode(in), in.bool());
            case 6 -> new Message.Joined(in.uuid(), word(Welcome.class, in), in.text(MAX_TEXT));
            case 7 -> new Message.Submit(in.bytes(MAX_COMMAND));
            case 8 -> readSubmitted(in);
            case 9 -> new Message.Leaving();
            case 10 -> new Message.Goodbye();
            case 11 -> new Message.Founding(FoundingTalk.read(in));
            case 12 -> new Message.AskRead(in.i64());
            case 13 -> readReadAt(in);
            default -> throw new WireException("there is no message number " + number);
        };
    }

    private static Message readReadAt(WireReader in) {
        long question = in.i64();
        long index = in.i64();
        return new Message.ReadAt(question, index < 0 ? OptionalLong.empty() : OptionalLong.of(index));
    }

    private static void writeTaken(WireWriter out, Taken taken) {
        if (taken instanceof Taken.NotTaken) {
            out.u8(0);
        } else if (taken instanceof Taken.Lost) {
            out.u8(1);
        } else if (taken instanceof Taken.Done done) {
            Ending.Settled ending = done.ending();
            ending.result()
                    .write(out.u8(2).i64(done.index()).bool(ending.already()).i32(ending.copies()));
        } else {
            throw new AssertionError("unhandled " + taken);
        }
    }

    private static Message readSubmitted(WireReader in) {
        var id = new CommandId(in.uuid());
        int number = in.u8();
        Taken taken = switch (number) {
            case 0 -> new Taken.NotTaken();
            case 1 -> new Taken.Lost();
            case 2 -> {
                long index = in.i64();
                boolean already = in.bool();
                int copies = in.i32();
                yield new Taken.Done(new Ending.Settled(Result.read(in), already, copies), index);
            }
            default -> throw new WireException("there is no answer number " + number);
        };
        return new Message.Submitted(id, taken);
    }

    private static <E extends Enum<E>> E word(Class<E> type, WireReader in) {
        String word = in.text(64);
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException e) {
            throw new WireException("there is no " + type.getSimpleName() + " " + word);
        }
    }
}
