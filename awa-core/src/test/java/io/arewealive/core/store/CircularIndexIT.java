package io.arewealive.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.arewealive.event.EventStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index whose nodes point in a circle makes HSQLDB read for ever: it is given up after a while, and everything is built anew. */
class CircularIndexIT {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST_SECONDS = 20;

    /** Positions in the file count in units of this many bytes. */
    private static final int SCALE = 32;

    /** Where a row begins, and where in it the node of an index. */
    private record Root(int row, int node) {}

    @TempDir
    Path temp;

    private final Proof proof = new Proof(new Rows(7, 30));
    private Path whole;

    @BeforeEach
    void fill() {
        whole = temp.resolve("whole");
        var store = JpaStore.at(new StorePlace.Files(whole), PATIENCE);
        store.open();
        for (int i = 0; i < 20; i++) {
            store.write(proof.batch());
        }
        store.close();
    }

    @Test
    void a_circle_in_any_index_is_found_in_bounded_time_and_the_database_filled_anew() throws Exception {
        byte[] bytes = Files.readAllBytes(whole.resolve("db").resolve("awa.data"));
        List<Root> roots = roots(ByteBuffer.wrap(bytes));
        int found = 0;
        for (Root root : roots.subList(0, Math.min(2, roots.size()))) {
            Path data = temp.resolve("circle-" + root.node());
            DamagedFilesIT.copy(whole, data);
            ByteBuffer circular = ByteBuffer.wrap(bytes.clone());
            int left = circular.getInt(root.node() + Integer.BYTES) * SCALE;
            circular.putInt(left + root.node() - root.row() + Integer.BYTES, root.row() / SCALE);
            Files.write(data.resolve("db").resolve("awa.data"), circular.array());

            found += outcome(data) ? 1 : 0;
        }
        assertTrue(found >= 1, found + " of " + roots.size() + " circles were found");
    }

    /** Opened in a process of its own, because what goes round in circles does so until its process ends. */
    private boolean outcome(Path data) throws Exception {
        Path output = Path.of(data + ".log");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = child.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        child.destroyForcibly().waitFor();
        String said = Files.readString(output);
        assertTrue(ended, "it hangs: " + said);
        assertEquals(0, child.exitValue(), said);
        if (said.contains("sound")) {
            return false;
        }
        assertTrue(said.contains("stood still") || said.contains("damaged"), said);
        var again = JpaStore.at(new StorePlace.Files(data), PATIENCE);
        try {
            assertEquals(proof.rows.sound(), assertInstanceOf(StoreState.Sound.class, again.open()), said);
            assertTrue(Files.exists(data.resolve("db.damaged-1")));
            return true;
        } finally {
            again.close();
        }
    }

    /** Opens what is there, fills it anew if it is damaged, and uses it. */
    static final class Reader {
        public static void main(String[] arguments) {
            var proof = new Proof(new Rows(7, 30));
            proof.advanceTo(20 * Proof.CHANGES);
            var store = JpaStore.at(new StorePlace.Files(Path.of(arguments[0])), PATIENCE);
            StoreState state = store.open();
            if (state instanceof StoreState.Damaged damaged) {
                System.out.println("damaged: " + damaged.what());
                store.rebuild(proof.rows.image(0));
                System.out.println(
                        "events " + store.events(EventStream.CLUSTER, 0, 10).size());
            } else {
                System.out.println("sound");
            }
            store.close();
            System.exit(0);
        }
    }

    /** Where in the file the node of an index is that has no parent, and a left child: balance, left, right, parent. */
    private static List<Root> roots(ByteBuffer file) {
        List<Root> roots = new ArrayList<>();
        for (int row = SCALE; row + 4 * Integer.BYTES < file.capacity(); row += SCALE) {
            int size = file.getInt(row);
            for (int node = row + Integer.BYTES;
                    isRow(file, row, size) && isNode(file, node);
                    node += 4 * Integer.BYTES) {
                boolean isRoot = file.getInt(node + 3 * Integer.BYTES) == 0;
                int left = file.getInt(node + Integer.BYTES) * SCALE;
                if (isRoot && left > 0 && file.getInt(left + node - row + 3 * Integer.BYTES) * SCALE == row) {
                    roots.add(new Root(row, node));
                }
            }
        }
        return roots;
    }

    private static boolean isRow(ByteBuffer file, int row, int size) {
        return size > 0 && size % SCALE == 0 && size < 8_192 && row + size <= file.capacity();
    }

    private static boolean isNode(ByteBuffer file, int node) {
        if (node + 4 * Integer.BYTES > file.capacity() || Math.abs(file.getInt(node)) > 1) {
            return false;
        }
        for (int i = 1; i <= 3; i++) {
            int to = file.getInt(node + i * Integer.BYTES);
            if (to < 0 || (long) to * SCALE + SCALE > file.capacity()) {
                return false;
            }
        }
        return true;
    }
}
