package io.arewealive.core;

import io.arewealive.core.channel.Outsider;
import io.arewealive.core.trust.Init;
import io.arewealive.core.trust.InitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The keys of a cluster as {@code awa init} makes them, and others beside them. */
record TestKeys(Path directory) {

    static TestKeys make(Path directory) {
        init(directory, false);
        return new TestKeys(directory);
    }

    /** Makes the next stage; another modification time even where the file system counts whole seconds. */
    void renew(int stage) throws IOException {
        init(directory, true);
        FileTime written = Files.getLastModifiedTime(file());
        Files.setLastModifiedTime(file(), FileTime.from(written.toInstant().plusSeconds(stage)));
    }

    private static void init(Path directory, boolean renew) {
        Init.run(new InitRequest(
                directory,
                Optional.empty(),
                renew,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** A client of the JDK's that presents the cluster's key. */
    SSLContext context() throws IOException, GeneralSecurityException {
        return context(load(file()));
    }

    /** Makes a key that is valid for so many days from then on, lets the cluster trust its certificate, and presents it. */
    SSLContext trustAnother(String alias, String begin, int days)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path made = directory.resolve(alias + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + alias,
                        "-startdate",
                        begin,
                        "-validity",
                        Integer.toString(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        made.toString(),
                        "-storepass",
                        password()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        KeyStore another = load(made);
        KeyStore ours = load(file());
        ours.setCertificateEntry(alias, another.getCertificate(alias));
        try (var out = Files.newOutputStream(file())) {
            ours.store(out, password().toCharArray());
        }
        return context(another);
    }

    private SSLContext context(KeyStore store) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, password().toCharArray());
        return Outsider.trustingAnybody(keys.getKeyManagers());
    }

    private KeyStore load(Path file) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password().toCharArray());
    }

    Path file() {
        return directory.resolve("cluster.p12");
    }

    String password() throws IOException {
        return Files.readString(directory.resolve("cluster.password")).strip();
    }
}
