package io.arewealive.snmp;

import io.arewealive.snmp.agent.Agent;
import io.arewealive.snmp.mib.AwaMib;
import io.arewealive.snmp.mib.View;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One agent for several instances in one process, each in the SNMPv3 context of its cluster's name. Hand the same one to each with
 * {@code builder.resource(SharedAgent.class, shared)}. The first instance that starts opens it, with its settings for
 * address, port, users and community, and answers for requests without a context too; it is closed with the last
 * one. Without it every instance has an agent of its own. Any thread.
 */
public final class SharedAgent {

    private Optional<Agent> open = Optional.empty();

    /** One that is not open yet. */
    public SharedAgent() {}

    synchronized Agent join(Supplier<Agent> opener, String cluster, AwaMib mib, Supplier<View> views) {
        boolean first = open.isEmpty();
        Agent agent = open.orElseGet(opener);
        try {
            agent.show(cluster, mib, views);
        } catch (RuntimeException e) {
            if (first) {
                agent.close();
            }
            throw e;
        }
        open = Optional.of(agent);
        return agent;
    }

    synchronized void leave(String cluster) {
        open.filter(agent -> !agent.hide(cluster)).ifPresent(agent -> {
            agent.close();
            open = Optional.empty();
        });
    }
}
