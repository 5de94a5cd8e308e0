package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes a key and its certificate with the {@code keytool} of this Java, for the JDK has no other way to sign a certificate. The
 * password goes through its environment, never through its command line, and the file through a directory of this user alone.
 */
final class KeyMaker {

    private static final int ROUNDS = 1_000;
    private static final String PASSWORD = "AWA_KEYTOOL_PASSWORD";
    private static final long LONGEST_SECONDS = 60;
    private static final int MOST_OUTPUT = 8_192;

    /** Ten years, and the day before today: other machines' clocks may be behind. */
    private static final String DAYS = Integer.toString(3_653 + 1);

    private final Path javaHome;

    KeyMaker(Path javaHome) {
        this.javaHome = javaHome;
    }

    /** A file with one new key of the cluster. */
    KeyFile make(Path directory, String cluster, String password) {
        try {
            Path work = Files.createTempDirectory(directory, ".keys-");
            Path file = work.resolve("new.p12");
            try {
                run(file, cluster, password);
                return KeyFile.read(file, password);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(work);
            }
        } catch (IOException e) {
            throw new InitException(Reason.NOT_WRITABLE, "cannot make keys in " + directory + ": " + e, e);
        }
    }

    private void run(Path file, String cluster, String password) throws IOException {
        Path tool = javaHome.resolve("bin").resolve("keytool");
        if (!Files.isExecutable(tool)) {
            throw new InitException(
                    Reason.INCOMPLETE,
                    "this Java has no " + tool + ", which makes the keys; run this with a JDK or JRE that has it and"
                            + " bring the files here with --from");
        }
        Process process = process(tool, file, cluster, password);
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new InitException(Reason.REFUSED, tool + " did not end within " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InitException(Reason.REFUSED, "interrupted while the keys were made", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            byte[] said = process.getInputStream().readNBytes(MOST_OUTPUT);
            throw new InitException(
                    Reason.REFUSED, tool + " failed: " + new String(said, StandardCharsets.UTF_8).strip());
        }
    }

    private static Process process(Path tool, Path file, String cluster, String password) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-J-Duser.language=en",
                        "-J-XX:TieredStopAtLevel=1",
                        rounds("keyPbe"),
                        rounds("certPbe"),
                        rounds("mac"),
                        "-genkeypair",
                        "-alias",
                        "key-1",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-sigalg",
                        "SHA256withECDSA",
                        "-dname",
                        "CN=AWA cluster " + cluster,
                        "-startdate",
                        "-1d",
                        "-validity",
                        DAYS,
                        "-ext",
                        "KU=digitalSignature",
                        "-ext",
                        "EKU=serverAuth,clientAuth",
                        "-storetype",
                        KeyFile.TYPE,
                        "-keystore",
                        file.toString(),
                        "-storepass:env",
                        PASSWORD))
                .redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** The password is 32 random characters: to stretch it gains nothing, and costs each start a tenth of its time. */
    private static String rounds(String what) {
        return "-J-Dkeystore.pkcs12." + what + "IterationCount=" + ROUNDS;
    }
}
