package io.arewealive.jmx.open;

import java.util.Map;
import java.util.TreeMap;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** A map of texts as open data, in the form that the JDK gives a map of an MXBean, so that clients know it as a map. */
final class Pairs {

    private static final Shape<Map.Entry<String, String>> ENTRY = Shape.<Map.Entry<String, String>>named(
                    "Pair", "A key and its value.")
            .with(Field.text("key", "What is told.", Map.Entry::getKey))
            .with(Field.text("value", "What is told of it.", Map.Entry::getValue))
            .build();

    static final TabularType TYPE = tabularType();

    private Pairs() {}

    static TabularData of(Map<String, String> map) {
        var table = new TabularDataSupport(TYPE);
        map.entrySet().forEach(entry -> table.put(ENTRY.row(entry)));
        return table;
    }

    static Map<String, String> read(TabularData table) {
        var map = new TreeMap<String, String>();
        for (Object value : table.values()) {
            var row = Row.of((CompositeData) value);
            map.put(row.text("key"), row.text("value"));
        }
        return map;
    }

    private static TabularType tabularType() {
        try {
            return new TabularType("Pairs", "Values by their keys.", ENTRY.type(), new String[] {"key"});
        } catch (OpenDataException e) {
            throw new IllegalStateException("the type of pairs", e);
        }
    }
}
