package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

class BeanLintTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void every_bean_says_what_it_shows_and_shows_it() throws Exception {
        try (var face = new JmxFace().open(FakeContext.of(FakeAwa.threeNodes(), server))) {
            assertEquals(List.of(), BeanLint.check(server, "io.arewealive:*"));
            assertEquals(
                    9,
                    server.queryNames(new ObjectName("io.arewealive:*"), null).size(),
                    face.toString());
        }
    }

    @Test
    void the_lint_finds_what_a_careless_bean_leaves_out() throws Exception {
        server.registerMBean(
                new StandardMBean(new Careless() {}, Careless.class), new ObjectName("io.arewealive:kind=x"));

        var findings = String.join("\n", BeanLint.check(server, "io.arewealive:*"));

        assertTrue(findings.contains("no key type"), findings);
        assertTrue(findings.contains("attribute Count: the JDK's description"), findings);
        assertTrue(findings.contains("attribute Count: no open type"), findings);
        assertTrue(findings.contains("operation run: impact unknown"), findings);
        assertTrue(findings.contains("parameter p1: no real name"), findings);
    }

    @Test
    void a_number_without_units_or_a_failing_getter_is_found() throws Exception {
        server.registerMBean(new PlantedBean(), new ObjectName("io.arewealive:type=Planted"));

        var findings = String.join("\n", BeanLint.check(server, "io.arewealive:*"));

        assertTrue(findings.contains("attribute Bare: a number without units"), findings);
        assertTrue(findings.contains("attribute Bare: no description"), findings);
        assertTrue(findings.contains("attribute Broken: reading fails"), findings);
    }

    /** As a bean looks when nobody has described it. */
    public interface Careless {

        default int getCount() {
            return 1;
        }

        default void run(String what) {}
    }
}
