package io.arewealive.core.channel;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jgroups.Address;

/**
 * Tells whether somebody who wants into the view goes by the id of a node that is in it and lives: most likely its data directory is a
 * copy. A node that was started again is not meant: the connection of its former process has closed.
 */
final class Copies {

    private final Predicate<Address> isAlive;
    private final Function<Address, String> placeOf;

    Copies(Predicate<Address> isAlive, Function<Address, String> placeOf) {
        this.isAlive = isAlive;
        this.placeOf = placeOf;
    }

    /** Why this newcomer may not come in, if so. */
    Optional<String> objection(Address newcomer, Collection<Address> members, Address self) {
        return NodeAddress.of(newcomer)
                .flatMap(wanted -> members.stream()
                        .filter(member -> !member.equals(newcomer))
                        .filter(member -> NodeAddress.of(member)
                                .filter(there -> there.node().equals(wanted.node()))
                                .isPresent())
                        .filter(member -> member.equals(self) || isAliveElsewhere(member, newcomer))
                        .findFirst()
                        .map(member ->
                                "the node id " + wanted.node() + " is in use by the process at " + placeOf.apply(member)
                                        + ", so the one at " + placeOf.apply(newcomer)
                                        + " is not let in; its data directory is a copy: give it an empty one"));
    }

    /** Who stands where the newcomer stands has gone: nobody can listen where another process does. */
    private boolean isAliveElsewhere(Address member, Address newcomer) {
        return isAlive.test(member) && !placeOf.apply(member).equals(placeOf.apply(newcomer));
    }
}
