package io.arewealive.core.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts exactly these certificates while they are valid, whoever signed them and whatever host they come from. */
final class ExactTrust extends X509ExtendedTrustManager {

    private final Set<X509Certificate> trusted;
    private final InstantSource clock;

    ExactTrust(Set<X509Certificate> trusted, InstantSource clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /** Whether it is one of these, valid or not. */
    boolean knows(X509Certificate certificate) {
        return trusted.contains(certificate);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("it has shown no certificate");
        }
        check(chain[0]);
    }

    void check(X509Certificate certificate) throws CertificateException {
        if (!knows(certificate)) {
            throw new CertificateException("its certificate is none of this cluster's");
        }
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateException e) {
            throw new CertificateException("its certificate is not valid now: " + e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    /** None: strangers are not told whom this cluster trusts. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
