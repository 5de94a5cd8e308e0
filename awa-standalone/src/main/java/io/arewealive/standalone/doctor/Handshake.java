package io.arewealive.standalone.doctor;

import io.arewealive.core.config.AwaConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Whether a peer greets back with a certificate that this node's keys trust, and trusts this node's. */
record Handshake(Optional<AwaConfig> config) {

    private static final String SUBJECT = "peer";
    private static final int TIMEOUT_MILLIS = 3_000;

    /** What came of it; empty if this node has no keys. */
    Optional<Finding> with(String where, InetAddress address, int port) {
        return config.map(AwaConfig::security)
                .filter(security -> security.keystore().isPresent())
                .map(security -> greet(
                        where,
                        new InetSocketAddress(address, port),
                        security.keystore().get(),
                        security.password().orElse("")));
    }

    private static Finding greet(String where, InetSocketAddress address, Path keys, String password) {
        try (var plain = new Socket()) {
            plain.connect(address, TIMEOUT_MILLIS);
            SSLContext context = context(keys, password.toCharArray());
            try (var socket = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, address.getHostString(), address.getPort(), true)) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.setEnabledProtocols(new String[] {"TLSv1.3"});
                socket.startHandshake();
                return Finding.ok(
                        SUBJECT,
                        where + " has keys of this cluster ("
                                + socket.getSession().getProtocol() + ", "
                                + socket.getSession().getCipherSuite() + ")");
            }
        } catch (IOException | GeneralSecurityException e) {
            return Finding.fail(
                    SUBJECT,
                    where + " does not greet with keys of this cluster (" + e.getMessage() + ")",
                    "compare cluster.p12 of both; see that a server of AWA with keys listens there");
        }
    }

    private static SSLContext context(Path file, char[] password) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String alias : Collections.list(store.aliases())) {
            trusted.setCertificateEntry(alias, store.getCertificate(alias));
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
