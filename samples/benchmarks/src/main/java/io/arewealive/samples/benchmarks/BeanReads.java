package io.arewealive.samples.benchmarks;

import io.arewealive.Awa;
import io.arewealive.node.EditOutcome;
import io.arewealive.node.Node;
import io.arewealive.node.NodeEdit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** What it takes to read an attribute of a bean inside the process, with a thousand nodes in the table. */
final class BeanReads {

    private static final int NODES = 1_000;
    private static final int WARM = 3_000;
    private static final int READS = 10_000;
    private static final int CHANGES = 100;

    private final Bench bench;
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    BeanReads(Bench bench) {
        this.bench = bench;
    }

    void measure() throws Exception {
        int port = Ports.free();
        try (var others = AwaCluster.onLoopback(bench, "default", 2);
                Awa awa = viewer(others.first(), port)) {
            awa.awaitJoined(Duration.ofSeconds(10));
            for (int i = 1; i < NODES - 2; i++) {
                awa.nodes().add("node-" + i, "10.0.0.1", 7800);
            }
            for (ServerProcess other : others.servers()) {
                other.start("--join", "127.0.0.1:" + port);
            }
            Wait.until("all rows are there", Duration.ofMillis(20), () -> rows() == NODES);
            Wait.until(
                    "three vote",
                    Duration.ofMillis(20),
                    () -> awa.status().voters().size() == 3);
            well(awa);
            for (ServerProcess other : others.servers()) {
                other.kill();
            }
            Wait.until("no majority", Duration.ofMillis(20), () -> !awa.status().quorum());
            alone();
        }
    }

    private Awa viewer(ServerProcess other, int port) {
        var builder = Awa.builder()
                .name("viewer")
                .host("127.0.0.1")
                .port(port)
                .set("awa.data", "memory")
                .set("awa.store", "none")
                .set("awa.bind", "127.0.0.1")
                .resource(MBeanServer.class, beans)
                .first();
        if (bench.options().tls()) {
            builder.config(other.directory().resolve("cluster.properties"));
        }
        return builder.start();
    }

    private void well(Awa awa) throws JMException {
        List<Double> usual = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        for (ObjectName bean : oneOfEachType()) {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                double[] reads = reads(bean, attribute.getName(), READS);
                double[] firsts = firsts(awa, bean, attribute.getName());
                usual.add(percentile(reads, 99));
                first.add(percentile(firsts, 99));
                System.err.printf(
                        "%-10s %-22s p50 %8.1f  p99 %8.1f  first after a change p50 %8.1f p99 %8.1f us%n",
                        bean.getKeyProperty("type"),
                        attribute.getName(),
                        percentile(reads, 50),
                        percentile(reads, 99),
                        percentile(firsts, 50),
                        percentile(firsts, 99));
            }
        }
        bench.report().found("read of an attribute, 1,000 nodes: p99 of each", "us", "default", usual);
        bench.report()
                .found("first read of an attribute after a change, 1,000 nodes: p99 of each", "us", "default", first);
    }

    /** The node tries to be elected all the time. */
    private void alone() throws JMException {
        List<Double> found = new ArrayList<>();
        for (ObjectName bean : oneOfEachType()) {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                double[] reads = reads(bean, attribute.getName(), READS);
                found.add(percentile(reads, 99));
                System.err.printf(
                        "%-10s %-22s without a majority p50 %8.1f  p99 %8.1f us%n",
                        bean.getKeyProperty("type"), attribute.getName(), percentile(reads, 50), percentile(reads, 99));
            }
        }
        bench.report()
                .found("read of an attribute, 1,000 nodes, without a majority: p99 of each", "us", "default", found);
    }

    private int rows() {
        try {
            return ((Object[]) beans.getAttribute(oneOf("Cluster"), "Nodes")).length;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ObjectName> oneOfEachType() throws JMException {
        List<ObjectName> found = new ArrayList<>();
        for (String type : List.of("Cluster", "Node", "NodeTable", "KeyValue", "Log", "Events", "Config")) {
            found.add(oneOf(type));
        }
        return found;
    }

    private ObjectName oneOf(String type) throws JMException {
        return beans.queryNames(new ObjectName("io.arewealive:type=" + type + ",*"), null)
                .iterator()
                .next();
    }

    private double[] reads(ObjectName bean, String attribute, int times) throws JMException {
        for (int i = 0; i < WARM; i++) {
            beans.getAttribute(bean, attribute);
        }
        double[] micros = new double[times];
        for (int i = 0; i < times; i++) {
            micros[i] = read(bean, attribute);
        }
        return micros;
    }

    /** Each after a change of the table, which makes a new picture. */
    private double[] firsts(Awa awa, ObjectName bean, String attribute) throws JMException {
        Node row = awa.nodes().find("node-1").orElseThrow();
        double[] micros = new double[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            EditOutcome outcome = awa.nodes().update(row.id(), NodeEdit.none().withPort(1_000 + i));
            if (!(outcome instanceof EditOutcome.Applied)) {
                throw new IllegalStateException("refused: " + outcome);
            }
            micros[i] = read(bean, attribute);
        }
        return micros;
    }

    private double read(ObjectName bean, String attribute) throws JMException {
        long begin = System.nanoTime();
        Object value = beans.getAttribute(bean, attribute);
        long end = System.nanoTime();
        if (value == null) {
            throw new IllegalStateException(attribute + " is null");
        }
        return (end - begin) / 1_000.0;
    }

    private static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
