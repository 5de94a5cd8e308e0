package io.arewealive.core.machine;

import io.arewealive.core.kv.KvCodec;
import io.arewealive.core.machine.Command.Envelope;
import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.table.TableEdit;
import io.arewealive.core.wire.Bytes;
import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.CommandId;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import io.arewealive.node.NodeId;
import io.arewealive.status.NodeState;
import java.util.Optional;
import java.util.OptionalInt;

/** The binary form of commands, in the log and in {@code Submit} messages. Numbers once given stay. */
final class CommandCodec {

    static final int MAX_AUTHOR = 256;
    static final int MAX_REASON = 1024;
    static final int MAX_KEY = 256;
    static final int MAX_VALUE = 16 * 1024;

    private static final int FIRST_FORMAT = 1;
    private static final int FORMAT = 2;

    private CommandCodec() {}

    static Bytes encode(Envelope envelope) {
        var out = new WireWriter()
                .u8(FORMAT)
                .uuid(envelope.id().value())
                .i64(envelope.timeMillis())
                .i64(envelope.since())
                .text(envelope.author());
        writeCommand(out, envelope.command());
        return out.toBytes();
    }

    static Envelope decode(Bytes bytes) {
        var in = new WireReader(bytes);
        int format = in.u8();
        if (format < FIRST_FORMAT || format > FORMAT) {
            throw new WireException(
                    "a command of format " + format + ", this version knows " + FIRST_FORMAT + " to " + FORMAT);
        }
        var id = new CommandId(in.uuid());
        long timeMillis = in.i64();
        long since = format == FIRST_FORMAT ? -1 : in.i64();
        String author = in.text(MAX_AUTHOR);
        var envelope = new Envelope(id, timeMillis, author, readCommand(in), since);
        in.expectEnd();
        return envelope;
    }

    private static void writeCommand(WireWriter out, Command command) {
        if (command instanceof Command.Edit edit) {
            writeEdit(out, edit.edit());
        } else if (command instanceof Command.Verdict verdict) {
            out.u8(10).uuid(verdict.node().value()).text(verdict.state().word()).text(verdict.reason());
        } else if (command instanceof Command.Elected elected) {
            out.u8(11).uuid(elected.leader().value()).i64(elected.term());
        } else if (command instanceof Command.Assign assign) {
            out.u8(12).text(assign.key()).text(assign.value());
        } else if (command instanceof Command.Write write) {
            KvCodec.write(out, write.write());
        } else if (command instanceof Command.ExpireLease expire) {
            out.u8(80).i64(expire.lease()).i64(expire.renewals());
        } else if (command instanceof Command.Recovered recovered) {
            out.u8(30).uuid(recovered.survivor().value()).i64(recovered.epoch());
        } else if (command instanceof Command.Restored restored) {
            out.u8(31).text(restored.from()).i64(restored.floor());
        } else {
            writeQuiet(out, command);
        }
    }

    private static void writeQuiet(WireWriter out, Command command) {
        if (command instanceof Command.Ring ring) {
            out.u8(40).uuid(ring.node().value());
        } else if (command instanceof Command.Steady steady) {
            out.u8(41).uuid(steady.node().value());
        } else if (command instanceof Command.Watching watching) {
            out.u8(42).i64(watching.blindMillis());
        } else if (command instanceof Command.Maintain maintain) {
            out.u8(43)
                    .optional(maintain.node(), (w, id) -> w.uuid(id.value()))
                    .i64(maintain.forMillis())
                    .text(maintain.reason());
        } else if (command instanceof Command.MaintainNoMore noMore) {
            out.u8(44).optional(noMore.node(), (w, id) -> w.uuid(id.value()));
        } else if (command instanceof Command.Expire) {
            out.u8(45);
        } else if (command instanceof Command.Progressed progressed) {
            out.u8(47)
                    .uuid(progressed.node().value())
                    .i64(progressed.incarnation())
                    .i64(progressed.applied());
        } else if (command instanceof Command.Noop) {
            out.u8(46);
        } else {
            throw new AssertionError("unhandled " + command);
        }
    }

    private static void writeEdit(WireWriter out, TableEdit edit) {
        if (edit instanceof TableEdit.Add add) {
            out.u8(1);
            ChangeCodec.writeNode(out, add.node());
        } else if (edit instanceof TableEdit.Update update) {
            out.u8(2)
                    .uuid(update.id().value())
                    .optional(update.edit().name(), WireWriter::text)
                    .optional(update.edit().host(), WireWriter::text)
                    .i32(update.edit().port().orElse(0));
        } else if (edit instanceof TableEdit.Seat seat) {
            out.u8(6).uuid(seat.id().value()).bool(seat.wanted());
        } else if (edit instanceof TableEdit.Delete delete) {
            out.u8(3).uuid(delete.id().value()).bool(delete.force());
        } else if (edit instanceof TableEdit.Announce announce) {
            out.u8(announce.replace() ? 5 : 4);
            ChangeCodec.writeNode(out, announce.node());
        } else {
            throw new AssertionError("unhandled " + edit);
        }
    }

    private static Command readCommand(WireReader in) {
        int number = in.u8();
        if (number >= KvCodec.FIRST && number <= KvCodec.LAST) {
            return new Command.Write(KvCodec.read(number, in));
        }
        return switch (number) {
            case 1 -> new Command.Edit(new TableEdit.Add(ChangeCodec.readNode(in)));
            case 2 -> new Command.Edit(new TableEdit.Update(new NodeId(in.uuid()), readNodeEdit(in)));
            case 3 -> new Command.Edit(new TableEdit.Delete(new NodeId(in.uuid()), in.bool()));
            case 4 -> new Command.Edit(new TableEdit.Announce(ChangeCodec.readNode(in)));
            case 5 -> new Command.Edit(new TableEdit.Announce(ChangeCodec.readNode(in), true));
            case 6 -> new Command.Edit(new TableEdit.Seat(new NodeId(in.uuid()), in.bool()));
            case 10 -> new Command.Verdict(new NodeId(in.uuid()), readState(in), in.text(MAX_REASON));
            case 11 -> new Command.Elected(new NodeId(in.uuid()), in.i64());
            case 12 -> new Command.Assign(in.text(MAX_KEY), in.text(MAX_VALUE));
            case 30 -> new Command.Recovered(new NodeId(in.uuid()), in.i64());
            case 31 -> new Command.Restored(in.text(MAX_REASON), in.i64());
            case 40 -> new Command.Ring(new NodeId(in.uuid()));
            case 41 -> new Command.Steady(new NodeId(in.uuid()));
            case 42 -> new Command.Watching(in.i64());
            case 43 -> new Command.Maintain(in.optional(CommandCodec::readId), in.i64(), in.text(MAX_REASON));
            case 44 -> new Command.MaintainNoMore(in.optional(CommandCodec::readId));
            case 45 -> new Command.Expire();
            case 46 -> new Command.Noop();
            case 47 -> new Command.Progressed(new NodeId(in.uuid()), in.i64(), in.i64());
            case 80 -> new Command.ExpireLease(in.i64(), in.i64());
            default -> throw new WireException("there is no command number " + number);
        };
    }

    private static NodeId readId(WireReader in) {
        return new NodeId(in.uuid());
    }

    private static NodeEdit readNodeEdit(WireReader in) {
        Optional<String> name = in.optional(r -> r.text(Node.MAX_NAME));
        Optional<String> host = in.optional(r -> r.text(Node.MAX_HOST));
        int port = in.i32();
        try {
            return new NodeEdit(name, host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }

    static NodeState readState(WireReader in) {
        String word = in.text(16);
        for (NodeState state : NodeState.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new WireException("there is no node state " + word);
    }
}
