package io.arewealive.core.step;

import io.arewealive.core.wire.WireReader;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.node.ChangeHash;
import io.arewealive.status.Role;

/**
 * What a node says of itself in every beat and answer.
 *
 * @param version of its node table
 * @param hash of its change list at that version
 * @param applied the log index it has applied
 * @param last the end of its log
 * @param term of the log, as it knows it
 * @param role its part in the log
 * @param synced whether it follows a live leader and is current
 * @param disk whether it can write its log
 * @param uptimeMillis how long its process has been up
 * @param pausedMillis how long its loop was late within the last minute, at worst
 * @param software its version of AWA
 * @param protocol the version of its wire protocol
 * @param wallMillis its clock when it said this
 */
public record NodeFacts(
        long version,
        ChangeHash hash,
        long applied,
        long last,
        long term,
        Role role,
        boolean synced,
        DiskState disk,
        long uptimeMillis,
        long pausedMillis,
        String software,
        int protocol,
        long wallMillis) {

    private static final int MAX_SOFTWARE = 64;

    void write(WireWriter out) {
        out.i64(version)
                .i64(hash.high())
                .i64(hash.low())
                .i64(applied)
                .i64(last)
                .i64(term)
                .u8(code(role))
                .bool(synced)
                .u8(disk.code())
                .i64(uptimeMillis)
                .i64(pausedMillis)
                .text(software)
                .i32(protocol)
                .i64(wallMillis);
    }

    static NodeFacts read(WireReader in) {
        return new NodeFacts(
                in.i64(),
                new ChangeHash(in.i64(), in.i64()),
                in.i64(),
                in.i64(),
                in.i64(),
                role(in.u8()),
                in.bool(),
                DiskState.of(in.u8()),
                in.i64(),
                in.i64(),
                in.text(MAX_SOFTWARE),
                in.i32(),
                in.i64());
    }

    private static int code(Role role) {
        return switch (role) {
            case NONE -> 1;
            case OBSERVER -> 2;
            case VOTER -> 3;
            case LEADER -> 4;
            case WITNESS -> 5;
        };
    }

    private static Role role(int code) {
        return switch (code) {
            case 2 -> Role.OBSERVER;
            case 3 -> Role.VOTER;
            case 4 -> Role.LEADER;
            case 5 -> Role.WITNESS;
            default -> Role.NONE;
        };
    }
}
