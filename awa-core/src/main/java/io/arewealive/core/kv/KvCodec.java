package io.arewealive.core.kv;

import io.arewealive.core.wire.WireException;
import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.kv.KvKeys;
import io.arewealive.kv.KvValue;
import io.arewealive.kv.KvWrite;
import io.arewealive.kv.Operator;
import java.time.Duration;

/** The binary form of writes. Numbers once given stay. */
public final class KvCodec {

    /** The first number of a write among those of all commands. */
    public static final int FIRST = 60;

    /** The last one. */
    public static final int LAST = 79;

    private static final Operator[] OPERATORS = Operator.values();

    private KvCodec() {}

    /** Writes it, its number first. */
    @SuppressWarnings("EnumOrdinal") // the order of operators is their number
    public static void write(WireWriter out, KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            writeValue(out.u8(60).text(set.key()).i64(set.lease()), set.value());
        } else if (write instanceof KvWrite.SetIf setIf) {
            out.u8(61).text(setIf.key()).i64(setIf.lease()).u8(setIf.operator().ordinal());
            writeValue(out, setIf.operand());
            writeValue(out, setIf.value());
        } else if (write instanceof KvWrite.CompareAndSet cas) {
            out.u8(62).text(cas.key()).i64(cas.lease()).optional(cas.expected(), KvCodec::writeValue);
            writeValue(out, cas.value());
        } else if (write instanceof KvWrite.SetAtRevision at) {
            writeValue(out.u8(63).text(at.key()).i64(at.lease()).i64(at.revision()), at.value());
        } else if (write instanceof KvWrite.Unset unset) {
            out.u8(64).text(unset.key());
        } else if (write instanceof KvWrite.UnsetAtRevision at) {
            out.u8(65).text(at.key()).i64(at.revision());
        } else if (write instanceof KvWrite.Grant grant) {
            out.u8(66).i64(grant.timeToLive().toMillis());
        } else if (write instanceof KvWrite.Renew renew) {
            out.u8(67).i64(renew.lease());
        } else if (write instanceof KvWrite.Revoke revoke) {
            out.u8(68).i64(revoke.lease());
        } else {
            throw new AssertionError("unhandled " + write);
        }
    }

    /** How many bytes of values there are in it. */
    public static int bytes(KvWrite write) {
        if (write instanceof KvWrite.Set set) {
            return set.value().size();
        } else if (write instanceof KvWrite.SetIf setIf) {
            return setIf.operand().size() + setIf.value().size();
        } else if (write instanceof KvWrite.CompareAndSet cas) {
            return cas.expected().map(KvValue::size).orElse(0) + cas.value().size();
        } else if (write instanceof KvWrite.SetAtRevision at) {
            return at.value().size();
        }
        return 0;
    }

    /** Reads what stands behind a number. */
    public static KvWrite read(int number, WireReader in) {
        try {
            return switch (number) {
                case 60 -> readSet(in);
                case 61 -> readSetIf(in);
                case 62 -> readCompareAndSet(in);
                case 63 -> readSetAtRevision(in);
                case 64 -> new KvWrite.Unset(key(in));
                case 65 -> new KvWrite.UnsetAtRevision(key(in), in.i64());
                case 66 -> new KvWrite.Grant(Duration.ofMillis(in.i64()));
                case 67 -> new KvWrite.Renew(in.i64());
                case 68 -> new KvWrite.Revoke(in.i64());
                default -> throw new WireException("there is no command number " + number);
            };
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }

    private static KvWrite readSet(WireReader in) {
        String key = key(in);
        long lease = in.i64();
        return new KvWrite.Set(key, readValue(in), lease);
    }

    private static KvWrite readSetIf(WireReader in) {
        String key = key(in);
        long lease = in.i64();
        Operator operator = in.constant(OPERATORS);
        KvValue operand = readValue(in);
        return new KvWrite.SetIf(key, operator, operand, readValue(in), lease);
    }

    private static KvWrite readCompareAndSet(WireReader in) {
        String key = key(in);
        long lease = in.i64();
        var expected = in.optional(KvCodec::readValue);
        return new KvWrite.CompareAndSet(key, expected, readValue(in), lease);
    }

    private static KvWrite readSetAtRevision(WireReader in) {
        String key = key(in);
        long lease = in.i64();
        long revision = in.i64();
        return new KvWrite.SetAtRevision(key, revision, readValue(in), lease);
    }

    private static String key(WireReader in) {
        return in.text(KvKeys.MAX_BYTES);
    }

    static void writeValue(WireWriter out, KvValue value) {
        out.i32(value.size()).raw(value.bytes());
    }

    static KvValue readValue(WireReader in) {
        return KvValue.of(in.bytes(KvValue.MAX_BYTES).array());
    }
}
