package io.arewealive.jmx.shape;

import io.arewealive.jmx.open.Field;
import io.arewealive.jmx.open.Row;
import io.arewealive.jmx.open.Shape;
import io.arewealive.kv.KvListing;
import io.arewealive.kv.Reading;
import io.arewealive.kv.Reading.Found;
import java.util.List;

/** The answer to "what lies below this directory?". */
public final class KvListingShape {

    /** The columns. */
    public static final Shape<Reading<KvListing>> SHAPE = ReadingColumns.add(
                    Shape.<Reading<KvListing>>named("DirectoryReading", "What lies directly below a directory."),
                    "found, directory-missing",
                    listing -> listing.exists() ? "found" : "directory-missing")
            .with(Field.texts(
                    "children",
                    "Names, sorted; the name of a directory ends with a slash.",
                    reading -> ReadingColumns.found(reading)
                            .map(found -> found.value().children())
                            .orElse(List.of())))
            .with(Field.flag(
                    "more",
                    "Whether there are further ones behind the last.",
                    reading -> ReadingColumns.found(reading)
                            .map(Found::value)
                            .filter(KvListing::more)
                            .isPresent()))
            .build();

    private KvListingShape() {}

    /** Reads one back. */
    public static Reading<KvListing> read(Row row) {
        return ReadingColumns.read(
                row,
                found -> new KvListing(
                        found.text("outcome").equals("found"), found.texts("children"), found.flag("more")));
    }
}
