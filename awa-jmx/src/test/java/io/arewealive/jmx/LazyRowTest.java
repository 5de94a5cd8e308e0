package io.arewealive.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.jmx.shape.NodeStatusShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.InvalidKeyException;
import org.junit.jupiter.api.Test;

/** A row of a table looks as one of the JDK does, and is one as soon as it leaves the JVM. */
class LazyRowTest {

    private final FakeAwa awa = FakeAwa.threeNodes();
    private final CompositeData whole =
            NodeStatusShape.SHAPE.row(awa.status().nodes().get(0));
    private final CompositeData[] rows = NodeStatusShape.SHAPE.rows(awa.status().nodes());

    @Test
    void it_is_equal_to_the_whole_row() {
        assertEquals(rows[0], whole);
        assertEquals(whole, rows[0]);
        assertEquals(whole.hashCode(), rows[0].hashCode());
        assertEquals(whole.toString(), rows[0].toString());
        assertNotEquals(rows[1], rows[0]);
        for (String column : whole.getCompositeType().keySet()) {
            assertEquals(whole.get(column), rows[0].get(column));
        }
        assertEquals(whole.values().size(), rows[0].values().size());
        assertTrue(rows[0].containsKey("name") && rows[0].containsValue("web-1"));
        assertTrue(NodeStatusShape.SHAPE.type().isValue(rows[0]));
    }

    @Test
    void a_column_that_is_not_there_is_refused() {
        assertThrows(InvalidKeyException.class, () -> rows[0].get("none"));
    }

    @Test
    void what_leaves_the_jvm_needs_no_class_of_ours() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(rows);
        }

        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var read = (CompositeData[]) in.readObject();
            assertEquals(CompositeDataSupport.class, read[2].getClass());
            assertEquals(rows[2], read[2]);
        }
        assertTrue(!bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1).contains("LazyRow"));
    }
}
