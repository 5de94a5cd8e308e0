package io.arewealive.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own with a store that it fills as told by its standard input: {@code w} writes a batch, {@code e} one of
 * a single event, {@code r} rebuilds, and each
 * is answered by one line when it is done. What was answered must be there after any death.
 */
final class StoreProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;

    StoreProcess(Path data, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(StoreProcess.class.getName(), data.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.getOutputStream();
    }

    long pid() {
        return process.pid();
    }

    void order(String letters) throws IOException {
        orders.write(letters.getBytes(StandardCharsets.US_ASCII));
        orders.flush();
    }

    /** The next answer, null after the process's death. */
    String answer() throws IOException {
        return answers.readLine();
    }

    /** kill -9; what was answered before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process itself. */
    public static void main(String[] args) throws IOException {
        var proof = new Proof(new Rows(7, 30));
        try (TableStore store = TableStores.at(new StorePlace.Files(Path.of(args[0])))) {
            if (!(store.open() instanceof StoreState.Sound sound)) {
                System.out.println("damaged");
                return;
            }
            proof.advanceTo(sound.version());
            System.out.println("open " + sound.version());
            io.arewealive.core.step.StoreBatch refused = null;
            for (int order = System.in.read(); order >= 0; order = System.in.read()) {
                try {
                    if (order == 'r') {
                        store.rebuild(proof.rows.image(0));
                    } else {
                        refused = refused != null ? refused : order == 'e' ? proof.rows.next(0, 1, 0) : proof.batch();
                        store.write(refused);
                        refused = null;
                    }
                    System.out.println("done " + proof.rows.version());
                } catch (StoreException e) {
                    System.out.println("refused " + e.getMessage());
                }
            }
        }
        System.out.println("closed");
    }
}
