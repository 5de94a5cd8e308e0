package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.arewealive.jmx.bean.BeanNames;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeanNamesTest {

    @Test
    void a_plain_name_stands_as_it_is() {
        assertEquals(
                "io.arewealive:type=Node,cluster=orders.eu,node=web_1,name=db-2",
                new BeanNames("orders.eu", "web_1").ofNode("db-2").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a=b", "a:b", "a\"b", "a*b", "a?b", "a\nb", "", "a b", "a\\b", "a;b", "ä€😀"})
    void every_name_comes_back_as_it_was(String cluster) {
        var value = new BeanNames(cluster, "web-1").of("Cluster").getKeyProperty("cluster");

        assertEquals(cluster, value.startsWith("\"") ? ObjectName.unquote(value) : value);
    }
}
