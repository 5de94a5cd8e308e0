package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Operation;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.kv.KeyValue;
import io.arewealive.kv.KvWrite;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operations that grant, renew and revoke leases. */
final class LeaseOperations {

    private static final String TIME = "timeToLiveMillis";
    private static final String LEASE = "lease";

    private LeaseOperations() {}

    static List<Operation> of(KeyValue pairs) {
        return Stream.of(
                        operations(
                                pairs,
                                "grantLease",
                                "Grants a lease; its number is in the outcome, and is a fencing token.",
                                Parameter.number(
                                        TIME,
                                        "milliseconds",
                                        "How long it lasts unless it is renewed, "
                                                + KvWrite.SHORTEST_LEASE.toMillis() + " to "
                                                + KvWrite.LONGEST_LEASE.toMillis() + "."),
                                arguments -> new KvWrite.Grant(Duration.ofMillis(arguments.number(TIME)))),
                        operations(
                                pairs,
                                "renewLease",
                                "Lets a lease begin anew.",
                                lease(),
                                arguments -> new KvWrite.Renew(arguments.number(LEASE))),
                        operations(
                                pairs,
                                "revokeLease",
                                "Ends a lease and removes the keys that are bound to it.",
                                lease(),
                                arguments -> new KvWrite.Revoke(arguments.number(LEASE))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operation> operations(
            KeyValue pairs, String name, String description, Parameter parameter, Function<Arguments, KvWrite> write) {
        return KeyValueWrites.operations(pairs, name, description, List.of(parameter), List.of(), write);
    }

    private static Parameter lease() {
        return Parameter.number(LEASE, "lease number", "Its number, as the grant gave it.");
    }
}
