package io.arewealive.standalone.doctor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at everything, one thing after the other; a look that fails says so and keeps none of the others from being taken. */
public final class Doctor {

    private static final List<Look> LOOKS = List.of(
            new Look("software", Software::look),
            new Look("limits", Limits::look),
            new Look("network", Addresses::look),
            new Look("port", OwnPort::look),
            new Look("data", Disk::look),
            new Look("keys", Keys::look),
            new Look("cluster", InCluster::look),
            new Look("peer", Peers::look));

    private Doctor() {}

    private record Look(String subject, Function<Patient, List<Finding>> at) {}

    /** All that was found, in the order in which it was looked at. */
    public static List<Finding> examine(Patient patient) {
        return LOOKS.stream().flatMap(look -> take(look, patient)).toList();
    }

    private static Stream<Finding> take(Look look, Patient patient) {
        try {
            return look.at().apply(patient).stream();
        } catch (RuntimeException e) {
            return Stream.of(Finding.warn(look.subject(), "cannot be looked at: " + e, "report this, it is a defect"));
        }
    }
}
