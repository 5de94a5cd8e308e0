package io.arewealive.core.loop;

import io.arewealive.core.machine.NodeMachine;
import io.arewealive.core.step.Effect;
import io.arewealive.core.step.Input;
import io.arewealive.core.step.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code awa-loop}: takes what is in the mailbox, steps the machine, carries its effects out, and sleeps until something
 * comes or the machine's next deadline. It measures how late it is itself.
 */
public final class NodeLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLoop.class);
    private static final int MOST_AT_ONCE = 1_024;
    private static final Duration JOIN = Duration.ofSeconds(2);

    private final String node;
    private final NodeMachine machine;
    private final Mailbox mailbox;
    private final Consumer<Effect> effects;
    private final Supplier<Now> clock;
    private final Consumer<Throwable> onDeath;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * A loop that has not started.
     *
     * @param onDeath told once if the machine fails; the loop has then ended
     */
    public NodeLoop(
            String name,
            NodeMachine machine,
            Mailbox mailbox,
            Consumer<Effect> effects,
            Supplier<Now> clock,
            Consumer<Throwable> onDeath) {
        this.node = name;
        this.machine = machine;
        this.mailbox = mailbox;
        this.effects = effects;
        this.clock = clock;
        this.onDeath = onDeath;
        this.thread = new Thread(this::run, "awa-loop-" + name);
        this.thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    private void run() {
        List<Input> inputs = new ArrayList<>();
        try {
            step(inputs, 0);
            while (!stopping) {
                long deadline = machine.deadlineNanos();
                mailbox.take(inputs, MOST_AT_ONCE, deadline - clock.get().nanos());
                step(inputs, deadline);
                inputs.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            LOG.error("node={} the loop has failed and this node takes no further part; restart it", node, failure);
            onDeath.accept(failure);
        }
    }

    private void step(List<Input> inputs, long deadline) {
        Now now = clock.get();
        long late = deadline == 0 ? 0 : Math.max(0, now.nanos() - deadline);
        machine.step(inputs, now, late).forEach(effects);
    }

    /** Ends the thread; what is in the mailbox is lost. Idempotent. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        Threads.join(thread, JOIN);
    }
}
