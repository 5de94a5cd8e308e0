package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import io.arewealive.core.trust.KeyFile.Entry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The keys of a cluster at work: TLS 1.3 with both sides authenticated. Every valid certificate in the file is trusted, and the oldest
 * valid key is presented. When the file is replaced, connections made from then on use the new one; whether those that stand may go
 * on is told by {@link #stillTrusts}. Any thread.
 */
public final class ClusterKeys {

    private static final String[] PROTOCOLS = {"TLSv1.3"};

    /** Best first. Without the processor's own instructions, which the launcher's compiler does not use, AES-GCM costs four times as much. */
    private static final List<String> SUITES =
            List.of("TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");

    private final Path file;
    private final String password;
    private final InstantSource clock;
    private String stamp;
    private KeyFile keys;
    private Optional<Identity> identity = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private volatile ExactTrust trust;
    private volatile Instant ends;

    /** What is presented, and the context that presents it. */
    private record Identity(Entry key, SSLContext context) {}

    private ClusterKeys(Path file, String password, InstantSource clock) throws IOException {
        this.file = file;
        this.password = password;
        this.clock = clock;
        this.stamp = stampOf(file);
        this.keys = KeyFile.read(file, password);
        this.trust = trustOf(keys);
        this.ends = lastEnd(keys);
    }

    /**
     * Reads the file.
     *
     * @throws InitException if it cannot be read, the password does not fit, or no key in it is valid now
     */
    public static ClusterKeys open(Path file, String password, InstantSource clock) {
        try {
            var opened = new ClusterKeys(file, password, clock);
            opened.context();
            return opened;
        } catch (IOException e) {
            throw new InitException(
                    Reason.BAD_INPUT,
                    file + " cannot be read (" + e + "); name the file of keys that awa init made in"
                            + " awa.security.keystore",
                    e);
        }
    }

    /**
     * Looks whether the file was replaced. A new one that is of no use changes nothing, see {@link #trouble}.
     *
     * @return what is presented and trusted from now on, for people; empty if nothing has changed
     */
    public synchronized Optional<String> refresh() {
        try {
            String now = stampOf(file);
            boolean changed = !now.equals(stamp);
            if (changed) {
                take(KeyFile.read(file, password));
                stamp = now;
            }
            trouble = Optional.empty();
            return changed ? Optional.of(described()) : Optional.empty();
        } catch (IOException | InitException e) {
            trouble = Optional.of(file + " is now of no use, the keys read before are still used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The context is a new one, so that nobody goes on with a session of before. */
    private void take(KeyFile replaced) {
        ExactTrust renewed = trustOf(replaced);
        identity = Optional.of(identityOf(replaced, presented(replaced), renewed));
        keys = replaced;
        trust = renewed;
        ends = lastEnd(replaced);
    }

    private String described() {
        return file + " was read again: " + presented(keys).alias() + " is presented; trusted are "
                + KeyStages.describe(keys);
    }

    /** Why the file as it is now is not used; empty if it is. */
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    /** When the last of the keys in the file ends that this node could present. */
    public Instant ends() {
        return ends;
    }

    /** A socket to connect with, for the calling side. */
    public SSLSocket client() throws IOException {
        return prepared((SSLSocket) context().getSocketFactory().createSocket());
    }

    /** The called side of a connection that was accepted; whoever calls has to show a key of the cluster. */
    public SSLSocket server(Socket accepted) throws IOException {
        SSLSocket socket = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(accepted, accepted.getInetAddress().getHostAddress(), accepted.getPort(), true);
        prepared(socket).setUseClientMode(false);
        socket.setNeedClientAuth(true);
        return socket;
    }

    /** The called side of a connection whose caller shows no key, and says who it is in another way. */
    public SSLSocket serverForAnyone(Socket accepted) throws IOException {
        SSLSocket socket = server(accepted);
        socket.setNeedClientAuth(false);
        return socket;
    }

    /** For callers who show no key: trusts the certificates that are in the file now. */
    public SSLContext callersContext() {
        return Callers.context(trust);
    }

    /** What this Java does not have is left out; one that is run with approved algorithms only may not have the first. */
    private static SSLSocket prepared(SSLSocket socket) {
        Set<String> had = Set.of(socket.getSupportedCipherSuites());
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setEnabledCipherSuites(SUITES.stream().filter(had::contains).toArray(String[]::new));
        return socket;
    }

    /**
     * Looks at the other side after a handshake. Whoever was here before is let in by what it was given then, without being asked
     * for its certificate again: that may have ended meanwhile.
     *
     * @throws SSLException if it is not trusted now
     */
    public void check(SSLSession session) throws SSLException {
        try {
            trust.check(peerOf(session));
        } catch (CertificateException e) {
            throw new SSLException(e.getMessage(), e);
        }
    }

    /** Whether the certificate that the other side of a connection has shown is in the file; one that has ended still counts. */
    public boolean stillTrusts(SSLSession session) {
        try {
            return trust.knows(peerOf(session));
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static X509Certificate peerOf(SSLSession session) throws SSLPeerUnverifiedException {
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    private synchronized SSLContext context() {
        Entry key = presented(keys);
        if (identity.filter(present -> present.key().equals(key)).isEmpty()) {
            identity = Optional.of(identityOf(keys, key, trust));
        }
        return identity.get().context();
    }

    private Entry presented(KeyFile of) {
        Instant now = clock.instant();
        return of.keys().stream()
                .filter(entry -> entry.isValid(now))
                .findFirst()
                .orElseThrow(() -> new InitException(
                        Reason.REFUSED,
                        "no key in " + file + " is valid now (" + spans(of)
                                + "); make a new stage with awa init --renew, and check the clock of this machine"));
    }

    private static Instant lastEnd(KeyFile keys) {
        return keys.keys().stream()
                .map(Entry::ends)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static String spans(KeyFile of) {
        List<Entry> all = of.keys();
        return all.isEmpty()
                ? "it holds no private key"
                : all.stream()
                        .map(entry -> entry.alias() + " from " + entry.begins() + " to " + entry.ends())
                        .collect(Collectors.joining(", "));
    }

    private ExactTrust trustOf(KeyFile of) {
        return new ExactTrust(
                of.entries().stream().map(Entry::certificate).collect(Collectors.toUnmodifiableSet()), clock);
    }

    private static Identity identityOf(KeyFile of, Entry key, ExactTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOLS[0]);
            context.init(
                    new KeyManager[] {new OneKey(key.certificate(), of.privateKey(key))},
                    new TrustManager[] {trust},
                    null);
            return new Identity(key, context);
        } catch (GeneralSecurityException e) {
            throw new InitException(Reason.REFUSED, "this Java cannot work with the keys of the cluster: " + e, e);
        }
    }

    private static String stampOf(Path file) throws IOException {
        return Files.getLastModifiedTime(file) + " " + Files.size(file) + " "
                + Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
