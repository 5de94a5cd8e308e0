package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS for those who call and show no key of their own, such as consoles. */
public final class Callers {

    private static final int MAX_BYTES = 1 << 20;

    private Callers() {}

    /**
     * Trusts exactly the certificates in a PEM file.
     *
     * @throws InitException if the file cannot be read or holds none
     */
    public static SSLContext trusting(Path pem, InstantSource clock) {
        return context(new ExactTrust(certificates(pem), clock));
    }

    static SSLContext context(ExactTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[0], new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new InitException(Reason.REFUSED, "this Java has no TLS 1.3: " + e, e);
        }
    }

    private static Set<X509Certificate> certificates(Path pem) {
        try {
            if (Files.size(pem) > MAX_BYTES) {
                throw new InitException(Reason.BAD_INPUT, pem + " has more than 1 MiB and is no file of certificates");
            }
            Set<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.toUnmodifiableSet());
            if (found.isEmpty()) {
                throw new InitException(Reason.BAD_INPUT, pem + " holds no certificate; write them in PEM");
            }
            return found;
        } catch (IOException | CertificateException e) {
            throw new InitException(Reason.BAD_INPUT, pem + " cannot be read as certificates in PEM: " + e, e);
        }
    }
}
